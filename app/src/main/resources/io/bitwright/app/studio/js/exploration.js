// A finished exploration: two of its figures over each other, and its points.
import { byId, fillSelect, showFragment } from "./elements.js";
import { get, Latest, post } from "./server.js";

const MOST_BYTES = 16 * 1024 * 1024;

export class Exploration {
  #id = "";
  #latest = new Latest();

  constructor(opened) {
    byId("exploration").addEventListener("submit", (event) => event.preventDefault());
    byId("exploration-file").addEventListener("change", (event) => this.#open(event.target.files[0]));
    byId("exploration-axes").addEventListener("change", () => this.#show());
    if (opened) {
      this.#begin(opened);
    }
  }

  async #open(file) {
    if (!file) {
      return;
    }
    try {
      if (file.size > MOST_BYTES) {
        throw new Error(`${file.name} has more than ${MOST_BYTES} bytes, the most that is read`);
      }
      const opened = await (await post(`api/exploration?name=${encodeURIComponent(file.name)}`, await file.text())).json();
      await this.#begin(opened);
    } catch (failure) {
      byId("exploration-fault").textContent = failure.message;
    }
  }

  #begin(opened) {
    this.#id = opened.id;
    const figures = opened.figures.map(({ name, unit }) => [name, unit ? `${name} [${unit}]` : name]);
    fillSelect(byId("across"), figures);
    fillSelect(byId("upward"), figures);
    byId("across").value = opened.across;
    byId("upward").value = opened.upward;
    byId("exploration-axes").hidden = false;
    byId("exploration-title").textContent = opened.space;
    byId("exploration-status").textContent = "";
    return this.#show();
  }

  async #show() {
    byId("exploration-fault").textContent = "";
    const parameters = {
      id: this.#id,
      across: byId("across").value,
      upward: byId("upward").value,
      rows: byId("exploration-rows").value,
    };
    try {
      const view = await this.#latest.run((signal) => get("api/exploration", parameters, signal));
      if (view) {
        showFragment(byId("exploration-body"), view.html);
      }
    } catch (failure) {
      byId("exploration-fault").textContent = failure.message;
    }
  }
}
