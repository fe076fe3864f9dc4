// The YAML text of an accelerator: line numbers, the fault at its line, and a list of what may be typed.
import { byId, debounced, element, saveAs } from "./elements.js";
import { get, Latest, post } from "./server.js";

export class Editor {
  #text = byId("description");
  #gutter = document.querySelector("#editor .gutter");
  #list = byId("proposals");
  #fault = byId("description-fault");
  #shipped = "";
  #name = "";
  #proposals = [];
  #from = 0;
  #active = -1;
  #wrongLine = null;
  #latest = new Latest();
  #loading = new Latest();
  #proposeSoon;

  /** Calls onEdit whenever the text is another. */
  constructor(onEdit) {
    this.onEdit = onEdit;
    this.#proposeSoon = debounced(80, () => this.#propose(false));
    this.#text.addEventListener("input", () => {
      this.#drawGutter();
      this.#proposeSoon();
      onEdit();
    });
    this.#text.addEventListener("scroll", () => {
      this.#gutter.scrollTop = this.#text.scrollTop;
    });
    this.#text.addEventListener("keydown", (event) => this.#onKey(event));
    this.#text.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        event.preventDefault();
        this.#accept(Number(option.dataset.index));
      }
    });
    byId("description-reset").addEventListener("click", () => this.#set(this.#shipped));
    byId("description-save").addEventListener("click", () =>
      saveAs("accelerator.yaml", new Blob([this.text], { type: "application/yaml" })),
    );
  }

  get text() {
    return this.#text.value;
  }

  get isEdited() {
    return this.text !== this.#shipped;
  }

  /** Which accelerator the text was before it was edited. */
  get name() {
    return this.#name;
  }

  /** Shows the description of a shipped accelerator. */
  async load(name) {
    const answer = await this.#loading.run((signal) => get("api/accelerator", { name }, signal));
    if (answer) {
      this.#name = name;
      this.#shipped = answer.description;
      this.#set(answer.description);
    }
  }

  /** Marks what is wrong, or nothing. */
  showFault(fault) {
    this.#wrongLine = fault?.line ?? null;
    this.#fault.textContent = fault?.line ? fault.message : "";
    this.#text.setAttribute("aria-invalid", String(fault?.line != null));
    this.#drawGutter();
  }

  #set(text) {
    this.#text.value = text;
    this.#close();
    this.#drawGutter();
    this.onEdit();
  }

  #drawGutter() {
    const lines = this.text.split("\n").length;
    this.#gutter.replaceChildren(
      ...Array.from({ length: lines }, (_, at) => {
        const wrong = at + 1 === this.#wrongLine;
        return element("div", { className: wrong ? "wrong" : "", textContent: wrong ? `! ${at + 1}` : `${at + 1}` });
      }),
    );
    this.#gutter.scrollTop = this.#text.scrollTop;
  }

  async #propose(asked) {
    const offset = this.#text.selectionStart;
    if (offset !== this.#text.selectionEnd || document.activeElement !== this.#text) {
      this.#close();
      return;
    }
    const request = { description: this.text, offset };
    let answer;
    try {
      answer = await this.#latest.run(async (signal) => (await post("api/completion", request, signal)).json());
    } catch {
      this.#close();
      return;
    }
    if (!answer) {
      return;
    }
    const typed = this.text.slice(answer.from, offset);
    const done = answer.proposals.length === 1 && answer.proposals[0].label === typed.trim();
    if (answer.proposals.length === 0 || done || (!asked && typed.trim() === "")) {
      this.#close();
      return;
    }
    this.#from = answer.from;
    this.#proposals = answer.proposals;
    this.#open(asked ? 0 : -1);
  }

  #open(active) {
    this.#list.replaceChildren(
      ...this.#proposals.map((proposal, index) => {
        const option = element(
          "li",
          { id: `proposal-${index}`, role: "option", "aria-selected": "false" },
          element("code", { textContent: proposal.label }),
          element("small", { textContent: proposal.detail }),
        );
        option.dataset.index = index;
        return option;
      }),
    );
    this.#list.hidden = false;
    const line = this.text.slice(0, this.#from).split("\n").length;
    const height = parseFloat(getComputedStyle(this.#text).lineHeight);
    this.#list.style.top = `${(line + 0.6) * height - this.#text.scrollTop}px`;
    this.#activate(active);
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index >= 0) {
      this.#list.children[index].scrollIntoView({ block: "nearest" });
      this.#text.setAttribute("aria-activedescendant", `proposal-${index}`);
    } else {
      this.#text.removeAttribute("aria-activedescendant");
    }
  }

  #close() {
    this.#list.hidden = true;
    this.#activate(-1);
    this.#list.replaceChildren();
  }

  #accept(index) {
    const end = this.#text.selectionStart;
    this.#text.setRangeText(this.#proposals[index].text, this.#from, end, "end");
    this.#close();
    this.#drawGutter();
    this.onEdit();
  }

  #onKey(event) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.#proposeSoon.cancel();
      this.#propose(true);
      return;
    }
    if (this.#list.hidden) {
      return;
    }
    const count = this.#proposals.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#activate(this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#accept(this.#active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
    }
  }
}
