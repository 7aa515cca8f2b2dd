// Helpers: many files are checked on all cores, by workers that run this page's own script and reach no more than the page does.

/** So few files are checked sooner than a helper begins. */
const FEW_FILES = 12;
const MOST_HELPERS = 4;
/** How many files wait at a helper, so that it never waits itself. */
const AT_A_HELPER = 2;

/** What a helper does: it checks the files that it is sent, and tells what it found. */
function serve() {
  let trust = null;
  globalThis.onmessage = async ({ data: { number, file, root, confirmed } }) => {
    trust ??= Trust.of(root && certificateOf(root), confirmed);
    postMessage({ number, found: { ...(await checkFile(file, await trust)) } });
  };
  postMessage({ able: isAble() });
}

/** True if this browser has what checking needs. */
const isAble = () => Boolean(globalThis.crypto?.subtle && globalThis.DecompressionStream);

class Helper {
  constructor(address, trust) {
    this.trust = trust;
    this.waiting = new Map();
    this.count = 0;
    this.worker = new Worker(address);
    this.begun = new Promise((able) => {
      this.worker.onmessage = ({ data }) => {
        if ("able" in data) able(data.able);
        else this.answer(data);
      };
      this.worker.onerror = (event) => {
        event.preventDefault();
        able(false);
        this.end();
      };
    });
  }

  answer({ number, found }) {
    const told = this.waiting.get(number);
    this.waiting.delete(number);
    told?.(Object.assign(new Finding(found.name), found));
  }

  /** What is found about a file; by the page itself where this helper can't. */
  async check(file) {
    const able = await this.begun;
    const found = able && this.worker ? await this.ask(file) : null;
    return found ?? checkFile(file, this.trust);
  }

  ask(file) {
    const number = this.count++;
    const { root, confirmed } = this.trust;
    return new Promise((told) => {
      this.waiting.set(number, told);
      this.worker.postMessage({ number, file, root: root && root.der, confirmed });
    });
  }

  end() {
    this.worker?.terminate();
    this.worker = null;
    for (const told of this.waiting.values()) told(null);
    this.waiting.clear();
  }
}

/** Helpers for so many files, as many as there are cores; none where the page does it as fast, or the browser allows none. */
function helpersFor(files, script, trust) {
  const count = Math.min(MOST_HELPERS, navigator.hardwareConcurrency ?? 1);
  if (files < FEW_FILES || count < 2) return [];
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return Array.from({ length: count }, () => new Helper(address, trust));
  } catch {
    return [];
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
