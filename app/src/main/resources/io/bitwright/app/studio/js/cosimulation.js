// A co-simulation, started and watched.
import { byId, element } from "./elements.js";
import { post } from "./server.js";

export class Cosimulation {
  #design;
  #events = null;
  #done = 0;

  constructor(design) {
    this.#design = design;
    byId("cosim-start").addEventListener("click", () => this.#start());
    byId("cosim-cancel").addEventListener("click", () => this.#cancel());
  }

  async #start() {
    this.#show({ running: true, status: "starting", fault: "" });
    try {
      const request = { ...this.#design.request, cases: byId("cases").valueAsNumber, seed: byId("seed").valueAsNumber };
      const { job } = await (await post("api/cosim", request)).json();
      this.#watch(job);
    } catch (failure) {
      this.#show({ running: false, status: "not started", fault: failure.message });
    }
  }

  async #cancel() {
    // Before it is asked for: the end may be told before the answer is here.
    byId("cosim-status").textContent = "cancelling";
    try {
      await post("api/cosim/cancel", {});
    } catch (failure) {
      byId("cosim-fault").textContent = failure.message;
    }
  }

  #watch(job) {
    this.#events?.close();
    const events = new EventSource(`api/cosim/events?job=${job}`);
    this.#events = events;
    const on = (kind, action) => events.addEventListener(kind, (event) => action(JSON.parse(event.data)));
    on("begun", (begun) => this.#begin(begun));
    on("line", (line) => this.#add(line));
    for (const kind of ["done", "cancelled", "failed"]) {
      on(kind, (ended) => {
        events.close();
        const good = kind === "done" && ended.agrees;
        this.#show({
          running: false,
          status: kind === "failed" ? "failed" : ended.verdict,
          fault: good || kind === "cancelled" ? "" : ended.verdict,
        });
      });
    }
    // A broken stream is opened again and then tells everything from the start.
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) {
        this.#show({ running: false, status: "", fault: "the studio does not answer; was it ended?" });
      }
    });
  }

  #begin({ design, cases }) {
    this.#done = 0;
    byId("cosim-progress").max = cases;
    byId("cosim-progress").value = 0;
    byId("cosim-runs").hidden = false;
    byId("cosim-runs").tBodies[0].replaceChildren();
    byId("cosim-status").textContent = `${design}: Verilator builds it, then ${cases} runs`;
  }

  #add(line) {
    this.#done++;
    byId("cosim-progress").value = this.#done;
    const cell = (text, number = false) => element("td", { textContent: text, className: number ? "number" : "" });
    byId("cosim-runs").tBodies[0].append(
      element(
        "tr",
        { className: line.agrees ? "" : "wrong" },
        cell(line.workload),
        cell(line.operands),
        cell(line.stalls),
        cell(line.rtlCycles.toLocaleString("en"), true),
        cell(line.simulatedCycles.toLocaleString("en"), true),
        cell(line.verdict),
      ),
    );
  }

  #show({ running, status, fault }) {
    byId("cosim-start").disabled = running;
    byId("cosim-cancel").disabled = !running;
    byId("cosim-status").textContent = status;
    byId("cosim-fault").textContent = fault;
  }
}
