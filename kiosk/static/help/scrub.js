// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What a helper is shown of a screen, out of what rrweb records. Not a list of what is taken out, but of what is let
// through: kinds of events, attributes, texts. Whatever rrweb may record some day stays here until it is listed.
const FULL = 2, INCREMENTAL = 3, META = 4; // rrweb's kinds of events
const MUTATION = 0, SCROLL = 3, RESIZE = 4; // and of changes. Not: mouse, touch, typed, selected, played
const DOCUMENT = 0, DOCTYPE = 1, ELEMENT = 2, TEXT = 3; // and of nodes
export const PRIVATE = "[data-private], input, textarea, select, option, optgroup, datalist, output, label, legend, [contenteditable], title, script, noscript, iframe, object, video, audio, canvas";
const NAMES = "aria-labelledby", TELLS = "aria-describedby"; // of a field; whatever it points to is about it
const FIELDS = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=spinbutton]";
const HIDDEN = "•••";
const LET_THROUGH = new Set(["class", "id", "dir", "lang", "role", "hidden", "disabled", "open", "type", "colspan", "rowspan", "rel", "media", "style",
  "aria-pressed", "aria-hidden", "aria-current", "aria-expanded", "aria-selected", "aria-checked", "aria-disabled",
  "data-screen", "data-wire", "data-busy", "data-contrast", "data-larger", "data-low", "data-kern-theme", "data-help", "data-scripts",
  "viewBox", "d", "fill", "stroke", "stroke-width", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "points", "transform"]);
const OF_FIELDS = new Set(["class", "dir", "hidden", "disabled", "type", "style"]);
const MEASURED = /^rr_(width|height|scrollTop|scrollLeft)$/;

// The event as it may be sent, or null. node(id): the node that rrweb has numbered so, as it stands now, or null.
export function scrub(event, { node, origin }) {
  const { type, timestamp } = event, data = scrubbed(event, { node, origin });
  return data && { type, data, timestamp };
}

function scrubbed({ type, data }, known) {
  if (type === META) return { href: `${known.origin}/`, width: Number(data.width), height: Number(data.height) };
  if (type === FULL) return { node: scrub_node(data.node, null, known), initialOffset: offset_of(data.initialOffset) };
  if (type !== INCREMENTAL) return null;
  if (data.source === RESIZE) return { source: RESIZE, width: Number(data.width), height: Number(data.height) };
  if (data.source === SCROLL) return is_private(known.node(data.id)) ? null : { source: SCROLL, id: data.id, x: Number(data.x), y: Number(data.y) };
  return data.source === MUTATION ? scrub_mutation(data, known) : null;
}

function offset_of(offset) {
  return { top: Number(offset?.top ?? 0), left: Number(offset?.left ?? 0) };
}

function scrub_mutation({ texts = [], attributes = [], removes = [], adds = [] }, known) {
  return {
    source: MUTATION,
    texts: texts.map(({ id, value }) => ({ id, value: is_private(known.node(id)) ? HIDDEN : value })),
    attributes: attributes
      .map(({ id, attributes: changed }) => ({ id, attributes: changed_attributes(known.node(id), changed, known) }))
      .filter(({ attributes: left }) => Object.keys(left).length > 0),
    removes: removes.map(({ parentId, id, isShadow }) => ({ parentId, id, ...isShadow && { isShadow } })),
    adds: adds.filter(({ node }) => !stands_apart(known.node(node.id))).map(({ parentId, nextId, previousId, node }) => ({ parentId, nextId, ...previousId !== undefined && { previousId }, node: scrub_node(node, null, known) })),
  };
}

// A node and all in it. within: the tag of what it stands in, where that is known from the record itself.
function scrub_node(given, within, known) {
  const { type, id } = given;
  if (type === DOCUMENT) return { type, id, ...given.compatMode && { compatMode: given.compatMode }, childNodes: children(given, null, known) };
  if (type === DOCTYPE) return { type, id, name: given.name, publicId: "", systemId: "" };
  if (type === ELEMENT) {
    const tag = String(given.tagName).toLowerCase(), live = known.node(id), stands_in_private = within === "" || is_private(live);
    const attributes = {};
    for (const [name, value] of Object.entries(given.attributes ?? {})) {
      const kept = keep(tag, name, value, stands_in_private, known);
      if (kept !== null) attributes[name] = kept;
    }
    return { type, id, tagName: given.tagName, attributes, childNodes: children(given, stands_in_private ? "" : tag, known),
      ...given.isSVG && { isSVG: true }, ...given.needBlock && { needBlock: true } };
  }
  // A comment, or whatever else there is, says nothing to anybody.
  if (type !== TEXT) return { type, id, textContent: "" };
  const blank = !String(given.textContent).trim();
  return { type, id, textContent: blank ? " " : within === "" || is_private(known.node(id)) ? HIDDEN : given.textContent };
}

function children(given, within, known) {
  return (given.childNodes ?? []).filter((child) => !stands_apart(known.node(child.id))).map((child) => scrub_node(child, within, known));
}

function changed_attributes(live, changed, known) {
  const left = {};
  if (!live || live.nodeType !== 1) return left;
  const stands_in_private = is_private(live);
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) { // taken away: only its name is told, and only if that is one of ours
      if (LET_THROUGH.has(name)) left[name] = null;
      continue;
    }
    const kept = keep(live.localName, name, value, stands_in_private, known);
    if (kept !== null) left[name] = kept;
  }
  return left;
}

function keep(tag, name, value, stands_in_private, { origin }) {
  if (MEASURED.test(name)) return value;
  if (tag === "link" && name === "href") return is_ours(value, origin) ? value : null;
  if (tag === "img" && name === "src") return !stands_in_private && is_ours(value, origin) ? value : null;
  if (!(stands_in_private ? OF_FIELDS : LET_THROUGH).has(name)) return null;
  if (name === "style" && /url|attr|content/i.test(typeof value === "string" ? value : JSON.stringify(value))) return null;
  return typeof value === "string" || name === "style" || typeof value === "boolean" ? value : null;
}

// A style sheet or a picture of the house: its address says nothing of anybody.
function is_ours(address, origin) {
  if (typeof address !== "string") return false;
  const found = URL.canParse(address, origin) ? new URL(address, origin) : null;
  return found !== null && found.origin === origin && found.pathname.startsWith("/static/");
}

// In a frame or a shadow tree: closest() does not look beyond its edge, so nobody knows in what it stands.
function stands_apart(node) {
  return node?.isConnected === true && node.getRootNode() !== document;
}

// Whether what stands here is of the citizen, or says something about it. What is on the page no more is not known.
export function is_private(node) {
  if (!node?.isConnected || stands_apart(node)) return true;
  const element = node.nodeType === 1 ? node : node.parentElement;
  if (!element) return node.nodeType !== 9 && node.nodeType !== 10; // the document itself
  if (element.closest(PRIVATE)) return true;
  for (let each = element; each; each = each.parentElement) if (each.id && names_a_field(each)) return true;
  return false;
}

function names_a_field(element) {
  const id = CSS.escape(element.id);
  return [...document.querySelectorAll(`[${NAMES}~="${id}"], [${TELLS}~="${id}"]`)].some((each) => each.matches(FIELDS));
}
