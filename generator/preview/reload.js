// The preview's script. It is put into a page on its way to the browser, never into the site: it
// loads the page again when it changed, and shows what is wrong with the manual.
(() => {
	"use strict";

	const shown = new URL(document.currentScript.src).searchParams.get("shown") || "";
	const page = pageOf(location.pathname);
	let sheets = null;
	let source = null;
	let retry = 0;

	function pageOf(path) {
		let name = path;
		try {
			name = decodeURIComponent(path);
		} catch {
			// An address that is none stays as it is.
		}
		name = name.replace(/^\/+/, "");
		return name === "" || name.endsWith("/") ? name + "index.html" : name;
	}

	function addressOf(name) {
		return "/" + name.split("/").map(encodeURIComponent).join("/");
	}

	// Storage may be forbidden, and then nothing is kept.
	function keep(name, value) {
		try {
			sessionStorage.setItem("clausebook:" + name, JSON.stringify(value));
		} catch {
			// See above.
		}
	}

	function kept(name) {
		try {
			return JSON.parse(sessionStorage.getItem("clausebook:" + name));
		} catch {
			return null;
		}
	}

	function keepPlace(name) {
		keep("place", { page: name, x: scrollX, y: scrollY });
	}

	function restorePlace() {
		const place = kept("place");
		keep("place", null);
		if (place && place.page === page && !location.hash) {
			scrollTo({ left: place.x, top: place.y, behavior: "instant" });
		}
	}

	function reload() {
		disconnect();
		keepPlace(page);
		location.reload();
	}

	function follow(name) {
		disconnect();
		keepPlace(name);
		location.replace(addressOf(name) + location.search + location.hash);
	}

	// A new style sheet is put beside the old one, which goes once the new one is there, so that the
	// page never stands without.
	function swapSheets(key) {
		for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
			const address = new URL(old.href);
			if (address.origin !== location.origin || old.dataset.clausebook === "old") {
				continue;
			}
			address.searchParams.set("sheets", key);
			const fresh = old.cloneNode();
			fresh.href = address.href;
			old.dataset.clausebook = "old";
			fresh.onload = fresh.onerror = () => old.remove();
			old.after(fresh);
		}
	}

	function onHello(message) {
		if (message.page !== shown && message.page !== "") {
			reload();
			return;
		}
		if (sheets !== null && sheets !== message.sheets) {
			swapSheets(message.sheets);
		}
		sheets = message.sheets;
		note = shown !== "" && message.page === "" ? "This page is no longer in the site." : "";
		show(message.panel, false);
	}

	function onChange(message) {
		if (Object.hasOwn(message.renamed, page)) {
			follow(message.renamed[page]);
			return;
		}
		if (message.updated.includes(page) || message.added.includes(page)) {
			reload();
			return;
		}
		if (message.removed.includes(page)) {
			note = "This page is no longer in the site.";
		}
		if (message.styles) {
			swapSheets(String(message.build));
			sheets = null; // the next greeting says which
		}
		show(message.panel, true);
	}

	function connect() {
		if (source || document.visibilityState === "hidden") {
			return;
		}
		source = new EventSource("/.clausebook/events?page=" + encodeURIComponent(page));
		source.addEventListener("hello", (e) => onHello(JSON.parse(e.data)));
		source.addEventListener("change", (e) => onChange(JSON.parse(e.data)));
		source.onerror = () => {
			// While it is connecting it tries again by itself.
			if (source && source.readyState === EventSource.CLOSED) {
				disconnect();
				retry = setTimeout(connect, 2000);
			}
		};
	}

	function disconnect() {
		clearTimeout(retry);
		if (source) {
			source.close();
			source = null;
		}
	}

	// A browser opens few connections to one server. A page that nobody sees gives its own back, and
	// learns what it has missed when it is seen again.
	document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? disconnect() : connect()));
	addEventListener("pagehide", disconnect);
	addEventListener("pageshow", connect);

	// The panel stands in a shadow tree, where neither its style nor that of the theme reaches the
	// other.
	const style = `
		:host { all: initial !important; position: fixed !important; z-index: 2147483647 !important; right: 1rem !important;
			bottom: 1rem !important; max-width: min(44rem, calc(100vw - 2rem)) !important; display: block !important; }
		* { box-sizing: border-box; }
		div, section, button, p, ul, li, h2 { font: 400 15px/1.45 system-ui, sans-serif; margin: 0; color: #1b1b1b; }
		.badge, .close { border: 1px solid #6b6b6b; border-radius: 6px; background: #fff; padding: 6px 12px; cursor: pointer; min-height: 32px; }
		.badge { display: block; margin-left: auto; box-shadow: 0 1px 6px #0004; }
		.badge.error { border: 2px solid #b3261e; }
		button:focus-visible { outline: 3px solid #135e8c; outline-offset: 2px; }
		.panel { background: #fff; border: 1px solid #6b6b6b; border-radius: 8px; box-shadow: 0 4px 24px #0006; margin-bottom: 8px;
			padding: 16px; max-height: min(70vh, 40rem); overflow: auto; }
		.panel.stale { border: 2px solid #b3261e; }
		.panel[hidden] { display: none; }
		.head { display: flex; gap: 16px; align-items: flex-start; justify-content: space-between; }
		h2 { font-weight: 700; font-size: 17px; }
		h3 { font: 700 15px/1.45 system-ui, sans-serif; margin: 12px 0 0; color: #1b1b1b; }
		ul { list-style: none; padding: 0; }
		li { margin-top: 8px; padding-left: 10px; border-left: 4px solid #6b6b6b; overflow-wrap: anywhere; }
		.counts { margin-top: 12px; }
		li.error { border-color: #b3261e; } li.warning { border-color: #8a5a00; } li.note { border-color: #135e8c; }
		.where { font-family: ui-monospace, monospace; font-size: 13px; }
		.hint { color: #505050; }
		.hush { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
		@media print { :host { display: none !important; } }
	`;
	let note = "";
	let parts = null;
	let opened = false; // by the author, who alone closes it then
	let forced = false; // because the page is old

	function make(name, attributes, ...children) {
		const e = document.createElement(name);
		for (const [key, value] of Object.entries(attributes)) {
			e.setAttribute(key, value);
		}
		e.append(...children);
		return e;
	}

	function build() {
		const host = make("clausebook-preview", {});
		const root = host.attachShadow({ mode: "open" });
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(style);
		root.adoptedStyleSheets = [sheet];
		const panel = make("section", { class: "panel", id: "panel", "aria-label": "Findings of the preview", tabindex: "-1" });
		const badge = make("button", { class: "badge", type: "button", "aria-controls": "panel" });
		const status = make("div", { class: "hush", role: "status", "aria-live": "polite" });
		root.append(panel, badge, status);
		badge.onclick = () => toggle(panel.hidden);
		host.addEventListener("keydown", (e) => {
			if (e.key === "Escape" && !panel.hidden) {
				toggle(false);
			}
		});
		document.body.append(host);
		opened = kept("opened") === true;
		return { host, panel, badge, status };
	}

	function toggle(open) {
		opened = open;
		forced = false;
		keep("opened", opened);
		place();
		(open ? parts.panel : parts.badge).focus();
	}

	function place() {
		parts.panel.hidden = !(opened || forced);
		parts.badge.setAttribute("aria-expanded", String(!parts.panel.hidden));
	}

	function counted(n, word) {
		return n + " " + word + (n === 1 ? "" : "s");
	}

	// What the last save did to the findings, in short: "1 new here: …", "2 new elsewhere", "1 fixed".
	function newsOf(data) {
		const list = [];
		if (data.added.here > 0) {
			list.push(data.added.here + " new here" + (data.added.here === 1 ? ": " + brief(data.added.findings[0].message) : ""));
		}
		if (data.added.other > 0) {
			const only = data.added.here + data.added.other === 1 ? ": " + brief(data.added.findings[0].message) : "";
			list.push(data.added.other + " new elsewhere" + only);
		}
		if (data.fixed.here + data.fixed.other > 0) {
			list.push(data.fixed.here + data.fixed.other + " fixed");
		}
		return list;
	}

	function brief(text) {
		const most = 80;
		return text.length > most ? Array.from(text).slice(0, most).join("") + "…" : text;
	}

	function show(data, announce) {
		parts ||= build();
		const counts = [counted(data.errors, "error"), counted(data.warnings, "warning"), counted(data.notes, "note")].join(", ");
		const moves = data.coverage.map((m) => m.clause + ": " + m.from + " → " + m.to);
		const headline = data.stale ? "Not updated: " + counted(data.errors, "error") + " to fix" : note || "Preview";
		const news = newsOf(data);
		const changed = [...news, ...moves.slice(0, 2), ...(moves.length > 2 ? ["…"] : [])];
		parts.badge.textContent = (data.stale || note || changed.length === 0 ? [headline, ...changed] : changed).join(" · ");
		parts.badge.classList.toggle("error", data.stale);
		fill(data, headline, counts, moves);
		forced = data.stale;
		place();
		if (announce || data.stale) {
			parts.status.textContent = parts.badge.textContent;
		}
		parts.host.dataset.state = data.stale ? "stale" : "good";
	}

	function fill(data, headline, counts, moves) {
		const close = make("button", { class: "close", type: "button" }, "Close");
		close.onclick = () => toggle(false);
		const list = [make("div", { class: "head" }, make("h2", {}, headline), close)];
		if (note && data.stale) {
			list.push(make("p", {}, note));
		}
		if (data.stale) {
			list.push(make("p", {}, "This page shows the manual as it was before. It reloads once the errors are fixed."));
		}
		if (data.added.findings.length > 0) {
			list.push(make("h3", {}, "New after the last save"), make("ul", { class: "added" }, ...data.added.findings.map(item)));
		}
		if (data.fixed.findings.length > 0) {
			list.push(make("h3", {}, "Fixed by the last save"), make("ul", { class: "fixed" }, ...data.fixed.findings.map(gone)));
		}
		if (moves.length > 0) {
			list.push(make("h3", {}, "Coverage, by the last save"), make("ul", { class: "moves" }, ...moves.map((m) => make("li", {}, m))));
		}
		list.push(make("p", { class: "counts" }, "In the whole manual: " + counts));
		const here = data.findings.slice(0, data.here);
		const rest = data.findings.slice(data.here);
		if (here.length > 0) {
			list.push(make("h3", {}, "In this document"), make("ul", {}, ...here.map(item)));
		}
		if (rest.length > 0) {
			list.push(make("h3", {}, here.length > 0 ? "Elsewhere" : "In the manual"), make("ul", {}, ...rest.map(item)));
		}
		if (data.more > 0) {
			list.push(make("p", {}, "and " + data.more + " more"));
		}
		parts.panel.classList.toggle("stale", data.stale);
		parts.panel.replaceChildren(...list);
	}

	function item(f) {
		const li = make("li", { class: f.severity },
			make("span", { class: "where" }, f.file + ":" + f.line + ":" + f.column), ": ", f.severity + ": ", f.message, " [" + f.rule + "]");
		if (f.hint) {
			li.append(make("p", { class: "hint" }, "hint: " + f.hint));
		}
		return li;
	}

	// A finding that is gone has no line any more.
	function gone(f) {
		return make("li", {}, make("span", { class: "where" }, f.file), ": ", f.message, " [" + f.rule + "]");
	}

	if (document.readyState === "complete") {
		restorePlace();
	} else {
		addEventListener("load", restorePlace);
	}
	connect();
})();
