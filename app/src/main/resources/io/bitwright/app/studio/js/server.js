// Asks the server. Addresses are relative, so that the secret in the page's own address goes along.

/** What the server refused: its message, and the line and key where something is wrong. */
export class Refusal extends Error {
  constructor(fault) {
    super(fault.message);
    this.line = fault.line ?? null;
    this.key = fault.key ?? null;
  }
}

async function checked(response) {
  if (response.ok) {
    return response;
  }
  let fault;
  try {
    fault = (await response.json()).error;
  } catch {
    fault = { message: `the server answered ${response.status}` };
  }
  throw new Refusal(fault);
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Refusal({ message: "the studio does not answer; was it ended?" });
  }
  return checked(response);
}

export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(parameters).toString();
  return (await ask(query ? `${path}?${query}` : path, { signal })).json();
}

/** Sends a document, or a text that is JSON already. */
export function post(path, body, signal = undefined) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal,
  });
}

/** Asks for one thing at a time: an answer that a later question overtook is dropped. */
export class Latest {
  #controller = null;

  /** Calls with a signal; gives undefined if a later call came before the answer. */
  async run(question) {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const answer = await question(controller.signal);
      return controller.signal.aborted ? undefined : answer;
    } catch (failure) {
      if (controller.signal.aborted) {
        return undefined;
      }
      throw failure;
    }
  }
}
