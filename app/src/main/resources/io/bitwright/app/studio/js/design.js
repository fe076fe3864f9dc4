// What is generated: the accelerator as it is described, or a unit with its settings; its RTL as a file.
import { byId, element, fillSelect, saveAs } from "./elements.js";
import { post } from "./server.js";

function settingField(setting) {
  const id = `setting-${setting.key}`;
  const words = setting.allowed.includes(", ") ? setting.allowed.split(", ") : [];
  let input;
  if (words.length > 0) {
    input = element("select", { id });
    fillSelect(input, setting.standard ? words : [["", "as it follows"], ...words]);
    input.value = setting.standard ?? "";
  } else {
    input = element("input", { id, value: setting.standard ?? "", placeholder: setting.standard ? "" : "as it follows" });
  }
  input.dataset.key = setting.key;
  const label = element("label", { htmlFor: id, title: `${setting.meaning}; ${setting.allowed}` }, setting.key);
  const note = element("small", { id: `${id}-note`, className: "hint" }, `${setting.meaning}; ${setting.allowed}`);
  input.setAttribute("aria-describedby", note.id);
  return element("div", { className: "field" }, label, input, note);
}

export class Design {
  #units;
  #editor;

  constructor({ inventory, languages }, editor) {
    this.#units = inventory.units;
    this.#editor = editor;
    fillSelect(byId("unit"), this.#units.map((unit) => unit.name));
    fillSelect(byId("language"), languages);
    byId("design").addEventListener("submit", (event) => event.preventDefault());
    byId("design").addEventListener("change", (event) => {
      if (event.target.name === "design") {
        byId("unit-part").hidden = !byId("design-unit").checked;
      } else if (event.target.id === "unit") {
        this.#showSettings();
      }
    });
    byId("download").addEventListener("click", () => this.#download());
    this.#showSettings();
  }

  /** Says which accelerator is meant. */
  showName() {
    byId("design-name").textContent = this.#editor.name + (this.#editor.isEdited ? ", edited" : "");
  }

  /** The design as the server takes it. */
  get request() {
    if (!byId("design-unit").checked) {
      return { description: this.#editor.text };
    }
    const settings = {};
    for (const input of byId("settings").querySelectorAll("[data-key]")) {
      settings[input.dataset.key] = input.value.trim();
    }
    return { unit: byId("unit").value, settings };
  }

  #showSettings() {
    const unit = this.#units.find((one) => one.name === byId("unit").value);
    byId("unit-note").textContent = unit.description;
    byId("settings").replaceChildren(...unit.settings.map(settingField));
  }

  async #download() {
    const status = byId("rtl-status");
    const fault = byId("rtl-fault");
    fault.textContent = "";
    status.textContent = "generating; large units take a minute or two";
    byId("download").disabled = true;
    try {
      const response = await post("api/rtl", { ...this.request, language: byId("language").value });
      const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition"))[1];
      saveAs(name, await response.blob());
      status.textContent = `${name} is generated`;
    } catch (failure) {
      status.textContent = "";
      fault.textContent = failure.message;
    }
    byId("download").disabled = false;
  }
}
