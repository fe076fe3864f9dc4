// The studio: joins the parts. Every figure comes from the server.
import { Cosimulation } from "./cosimulation.js";
import { Design } from "./design.js";
import { Editor } from "./editor.js";
import { byId, debounced, showFragment } from "./elements.js";
import { Exploration } from "./exploration.js";
import { get, Latest, post } from "./server.js";
import { makeTabs } from "./tabs.js";
import { Workload } from "./workload.js";

const WAIT_MILLISECONDS = 120;

const SLOW_MILLISECONDS = 500;

const latest = new Latest();
let slow = 0;

async function estimate(workload, editor) {
  const request = { choices: workload.choices };
  if (workload.accelerator && editor.isEdited) {
    request.description = editor.text;
  }
  byId("estimate").setAttribute("aria-busy", "true");
  clearTimeout(slow);
  slow = setTimeout(showOld, SLOW_MILLISECONDS);
  try {
    const view = await latest.run(async (signal) => (await post("api/estimate", request, signal)).json());
    if (view) {
      show(view);
      editor.showFault(null);
    }
  } catch (failure) {
    editor.showFault(failure);
    showOld();
    byId("summary").textContent = "";
    byId("estimate-fault").textContent = failure.message;
  }
}

/** What is shown is not of what is chosen. */
function showOld() {
  byId("estimate").classList.add("old");
}

function show(view) {
  clearTimeout(slow);
  byId("estimate").classList.remove("old");
  byId("estimate-fault").textContent = "";
  byId("summary").textContent = view.summary;
  byId("estimate-title").textContent = view.title;
  byId("estimate-command").textContent = view.command;
  showFragment(byId("estimate-body"), view.html);
  byId("estimate").setAttribute("aria-busy", "false");
}

async function begin() {
  byId("description-part").open = matchMedia("(min-width: 60rem)").matches;
  const tabs = makeTabs(document.querySelector("[role=tablist]"));
  const start = await get("api/start");
  let workload = null;
  let design = null;
  const changed = debounced(WAIT_MILLISECONDS, () => estimate(workload, editor));
  const editor = new Editor(() => {
    design?.showName();
    if (workload) {
      changed();
    }
  });
  workload = new Workload(start, changed, (name) => editor.load(name));
  design = new Design(start, editor);
  new Cosimulation(design);
  new Exploration(start.exploration);
  if (start.exploration) {
    tabs.choose("tab-exploration");
  }
}

begin().catch((failure) => {
  byId("estimate-fault").textContent = failure.message;
});
