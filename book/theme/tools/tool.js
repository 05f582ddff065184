// What the protocol tools share: markup that escapes what it shows, and the way into a page.
//
// A page asks for a tool with `<section class="protocol-tool" data-tool="NAME">` around an example
// worked out by hand. Without scripts that example stays. These are classic scripts, since modules do
// not load from `file://`; what they share hangs on `protocolTools`, where tests find it too.
globalThis.protocolTools = (() => {
  "use strict";

  /** Text that is HTML already. */
  class Markup {
    constructor(text) {
      this.text = text;
    }

    toString() {
      return this.text;
    }
  }

  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  function escaped(value) {
    if (Array.isArray(value)) return value.map(escaped).join("");
    if (value instanceof Markup) return value.text;
    return String(value).replace(/[&<>"']/g, (char) => ESCAPES[char]);
  }

  /** HTML from a template. What is put in is text, unless it is Markup or a list of it. */
  function html(strings, ...values) {
    return new Markup(strings.reduce((text, next, index) => text + escaped(values[index - 1]) + next));
  }

  /** A section of an RFC, as a link: `rule(6455, "§4.1 item 7")`. */
  function rule(rfc, section) {
    const anchor = section.match(/[\d.]+/)[0];
    const href = `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${anchor}`;
    return html`<a href="${href}">RFC ${rfc} ${section}</a>`;
  }

  /** Bytes as the lessons print them. */
  function hex(bytes, between = " ") {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(between);
  }

  /** How many of what: `1 byte`, `2 bytes`. */
  const count = (number, noun) => `${number} ${noun}${BigInt(number) === 1n ? "" : "s"}`;

  /** A character, for a sentence: one that nobody sees by its number. */
  function named(char) {
    if (/\s/.test(char)) return "a blank";
    if (/\p{C}/u.test(char)) return `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    return `“${char}”`;
  }

  const option = ({ label }, index) => html`<option value="${index}">${label}</option>`;

  function frame({ controls, examples }) {
    return html`<form>${controls}
<label>Or an example <select name="example"><option value="">Choose one</option>${examples.map(option)}</select></label>
</form>
<output class="verdict" aria-live="polite"></output>
<div class="result"></div>`;
  }

  function fill(form, values) {
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  }

  function enhance(section, tool) {
    section.innerHTML = frame(tool);
    const form = section.querySelector("form");
    const [verdict, result] = section.querySelectorAll(".verdict, .result");
    function show() {
      const view = tool.view(Object.fromEntries(new FormData(form)));
      section.dataset.state = view.state;
      verdict.innerHTML = view.verdict;
      result.innerHTML = view.result;
    }
    form.addEventListener("input", ({ target }) => {
      const example = target.name === "example" && tool.examples[target.value];
      if (example) fill(form, example.values);
      if (target.name !== "example") form.elements.example.value = "";
      show();
    });
    form.addEventListener("click", ({ target }) => {
      if (!tool.actions?.[target.name]) return;
      fill(form, { ...tool.actions[target.name](), example: "" });
      show();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    fill(form, { ...tool.examples[0].values, example: "" });
    show();
  }

  /**
   * Puts a tool in its places. It has `controls` (Markup), `examples` (the first is the page's own),
   * `view(values)`, which gives `state`, `verdict` and `result`, and `actions` by a button's name.
   */
  function start(name, tool) {
    if (typeof document === "undefined") return;
    const sections = document.querySelectorAll(`.protocol-tool[data-tool="${name}"]`);
    for (const section of sections) enhance(section, tool);
  }

  return { html, rule, hex, count, named, start };
})();
