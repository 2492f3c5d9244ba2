// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What a device says that it shows is not believed: only what is known to be harmless gets into the mirror. That
// scripts do not run there the frame and its policy see to as well.
const EVENTS = new Set([2, 3, 4]); // a whole picture, a change, the size (rrweb's EventType)
const CHANGES = new Set([0, 3, 4]); // of nodes, scrolled, another size: our devices say nothing else
const TAGS = new Set((
  "html head body title link div section article header footer main nav aside hgroup h1 h2 h3 h4 h5 h6 p span strong em b i u s "
  + "small mark sub sup q blockquote cite code kbd pre samp var abbr time br hr wbr a button input select option optgroup textarea "
  + "label fieldset legend output progress meter details summary dialog menu ul ol li dl dt dd table thead tbody tfoot tr th td caption "
  + "colgroup col figure figcaption img picture form bdi bdo ruby rt rp address search svg g path circle ellipse rect line polyline "
  + "polygon text tspan defs symbol desc lineargradient radialgradient stop clippath mask pattern"
).split(" "));
const KEPT = ["type", "id", "tagName", "textContent", "isSVG", "rootId", "name", "publicId", "systemId", "compatMode", "isShadow", "isShadowHost", "needBlock"];
const ATTRIBUTES = new Set((
  "class id style type value checked selected disabled readonly hidden open multiple size rows cols maxlength placeholder title alt lang dir "
  + "role tabindex for name colspan rowspan scope start reversed rel media width height min max step low high optimum datetime label inert popover "
  + "d viewbox fill stroke stroke-width stroke-linecap stroke-linejoin fill-rule clip-rule cx cy r rx ry x y x1 y1 x2 y2 points transform "
  + "preserveaspectratio opacity offset stop-color stop-opacity text-anchor font-size font-weight xmlns "
  + "rr_width rr_height rr_scrollleft rr_scrolltop rr_open_mode"
).split(" "));
const FETCHES = /url|image|import|expression|\\/i; // in a style: what may fetch something, or hide that it does
const DEEPEST = 200;

// An event of rrweb as it may be shown, or null. Its addresses lead to us instead of to the device.
export function cleaned(event, origin, now = Date.now()) {
  if (!event || !EVENTS.has(event.type) || typeof event.data !== "object" || event.data === null) return null;
  const { type, data } = event;
  if (type === 4) return { type, timestamp: now, data: { href: "about:blank", width: pixels(data.width), height: pixels(data.height) } };
  if (type === 2) {
    const node = node_of(data.node, origin, 0);
    return node && { type, timestamp: now, data: { node, initialOffset: { left: Number(data.initialOffset?.left) || 0, top: Number(data.initialOffset?.top) || 0 } } };
  }
  if (!CHANGES.has(data.source)) return null;
  return { type, timestamp: now, data: data.source === 0 ? mutation_of(data, origin) : data };
}

function mutation_of(data, origin) {
  const adds = (data.adds ?? []).map((add) => ({ ...add, node: node_of(add.node, origin, 0) })).filter(({ node }) => node);
  const attributes = (data.attributes ?? []).map(({ id, attributes }) => ({ id, attributes: attributes_of(attributes, origin) }));
  return { ...data, adds, attributes };
}

function node_of(node, origin, depth) {
  if (!node || typeof node !== "object" || depth > DEEPEST) return null;
  const kept = Object.fromEntries(KEPT.filter((name) => name in node).map((name) => [name, node[name]]));
  if (node.type === 2 && !TAGS.has(String(node.tagName).toLowerCase())) {
    return { type: 2, id: node.id, tagName: "div", attributes: {}, childNodes: [], ...("rootId" in node && { rootId: node.rootId }) };
  }
  if (node.type === 2) kept.attributes = attributes_of(node.attributes, origin, String(node.tagName).toLowerCase());
  if (Array.isArray(node.childNodes)) kept.childNodes = node.childNodes.map((child) => node_of(child, origin, depth + 1)).filter(Boolean);
  return kept;
}

function attributes_of(attributes, origin, tag = "") {
  const kept = {};
  for (const [name, value] of Object.entries(attributes ?? {})) {
    const lower = name.toLowerCase();
    if (["href", "src"].includes(lower)) {
      const address = ours(value, origin);
      if (address && (tag !== "link" || attributes.rel === "stylesheet")) kept[name] = address;
    } else if ((ATTRIBUTES.has(lower) || /^(aria|data)-[a-z-]+$/.test(lower)) && !fetches(lower, value)) {
      kept[name] = value;
    }
  }
  return kept;
}

function fetches(name, value) {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return name === "style" ? FETCHES.test(text) : /url\s*\(/i.test(text);
}

// A style or picture of the device's own as we have it ourselves; a picture that stands in the page; nothing else.
// Least of all the QR code on somebody's ticket, whose address opens their status page.
function ours(value, origin) {
  if (typeof value !== "string") return null;
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/.test(value)) return value;
  const address = URL.parse(value, origin);
  if (!address || address.origin !== origin || !address.pathname.startsWith("/static/")) return null;
  return location.origin + address.pathname + address.search;
}

function pixels(size) {
  return Math.min(10_000, Math.max(1, Number(size) || 1));
}
