// Small pieces of pages.

export const byId = (id) => document.getElementById(id);

/** An element with properties and children; texts stay texts. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children);
  return made;
}

/** Fills a list of choices with [value, label] or plain words. */
export function fillSelect(select, choices) {
  select.replaceChildren(
    ...choices.map((choice) => {
      const [value, text] = Array.isArray(choice) ? choice : [choice, choice];
      return element("option", { value, textContent: text });
    }),
  );
}

/** Shows HTML that the server rendered, whose texts are escaped there. */
export function showFragment(target, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  target.replaceChildren(template.content);
}

/** Calls some time after the last of several calls, unless that is cancelled. */
export function debounced(milliseconds, action) {
  let timer = 0;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** Lets the browser keep bytes as a file. */
export function saveAs(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
