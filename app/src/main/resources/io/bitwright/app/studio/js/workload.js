// The choices of an estimate: fields, and sliders beside numbers.
import { byId, element, fillSelect } from "./elements.js";

/** Numbers with a slider in powers of two: its exponents, and whether 0 stands below them. */
const SLIDERS = [
  { id: "batch", most: 10, fromZero: false },
  { id: "sequence", most: 17, fromZero: false },
  { id: "context", most: 17, fromZero: true },
  { id: "new-tokens", most: 13, fromZero: false },
];

const DEGREES = ["chips", "tensor", "pipeline", "data", "fsdp"];
const FIRST = { model: "bitnet-b1.58-2b-4t", machine: "accelerator edge-ternary-16x16", phase: "decode" };

function valueAt({ fromZero }, position) {
  return fromZero ? (position === 0 ? 0 : 2 ** (position - 1)) : 2 ** position;
}

function positionOf({ fromZero, most }, value) {
  if (!(value >= 1)) {
    return 0;
  }
  return Math.min(Math.round(Math.log2(value)), most) + (fromZero ? 1 : 0);
}

function joinSlider(slider) {
  const number = byId(slider.id);
  const range = byId(`${slider.id}-slider`);
  range.min = 0;
  range.max = slider.most + (slider.fromZero ? 1 : 0);
  range.step = 1;
  const follow = () => {
    range.value = positionOf(slider, Number(number.value));
    range.setAttribute("aria-valuetext", number.value);
  };
  range.addEventListener("input", () => {
    number.value = valueAt(slider, Number(range.value));
    range.setAttribute("aria-valuetext", number.value);
  });
  number.addEventListener("input", follow);
  follow();
}

function group(label, kind, names) {
  const options = names.map((name) => element("option", { value: `${kind} ${name}`, textContent: name }));
  const made = element("optgroup", {}, ...options);
  made.label = label;
  return made;
}

/** Fills the form with what ships, and says which fields a phase and a machine have. */
export class Workload {
  constructor({ inventory, phases }, onChange, onAccelerator) {
    fillSelect(byId("model"), inventory.models.map((model) => [model.name, `${model.name} (${model.weights})`]));
    byId("machine").append(
      group("Accelerators", "accelerator", inventory.accelerators.map((one) => one.name)),
      group("Pods", "pod", inventory.pods.map((pod) => pod.name)),
    );
    fillSelect(byId("phase"), phases);
    const formats = inventory.formats.map((format) => format.name);
    fillSelect(byId("activations"), [["", "to suit"], ...formats]);
    byId("weight-formats").append(
      ...[...formats, "int4/g128/fp16", "nf4"].map((value) => element("option", { value })),
    );
    for (const [id, value] of Object.entries(FIRST)) {
      byId(id).value = value;
    }
    SLIDERS.forEach(joinSlider);
    this.onAccelerator = onAccelerator;
    byId("choices").addEventListener("submit", (event) => event.preventDefault());
    byId("choices").addEventListener("input", (event) => {
      this.#showFields();
      if (event.target.id === "machine") {
        this.#tellAccelerator();
      }
      if (event.target.id !== "description") {
        onChange();
      }
    });
    this.#showFields();
    this.#tellAccelerator();
  }

  /** The pod that is chosen, or an empty text. */
  get pod() {
    const [kind, name] = byId("machine").value.split(" ");
    return kind === "pod" ? name : "";
  }

  get accelerator() {
    const [kind, name] = byId("machine").value.split(" ");
    return kind === "accelerator" ? name : "";
  }

  /** The choices under the names that the server knows. */
  get choices() {
    const phase = byId("phase").value;
    const choices = { model: byId("model").value, phase, batch: byId("batch").value };
    const shown = (id) => !byId(`${id}-field`).hidden;
    if (shown("sequence")) {
      choices.sequence = byId("sequence").value;
    }
    if (shown("context")) {
      choices.context = byId("context").value;
    }
    if (shown("new-tokens")) {
      choices.new_tokens = byId("new-tokens").value;
    }
    if (shown("energy")) {
      choices.energy = byId("energy").value;
    }
    choices.weights = byId("weights").value.trim();
    choices.activations = byId("activations").value;
    if (this.pod) {
      choices.pod = this.pod;
      DEGREES.forEach((id) => (choices[id] = byId(id).value));
    } else {
      choices.accelerator = this.accelerator;
    }
    return choices;
  }

  #tellAccelerator() {
    if (this.accelerator) {
      this.onAccelerator(this.accelerator);
    }
  }

  #showFields() {
    const phase = byId("phase").value;
    const pod = this.pod !== "";
    byId("sequence-field").hidden = phase === "decode";
    byId("context-field").hidden = phase === "generate" || phase === "train";
    byId("new-tokens-field").hidden = phase !== "generate";
    byId("energy-field").hidden = pod || phase === "train";
    byId("degrees").hidden = !pod;
    byId("description-part").hidden = pod;
  }
}
