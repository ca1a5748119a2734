/** The types of WebAssembly are in the DOM library only, which the server does not have. */
interface WasmMemory {
  buffer: ArrayBuffer;
  grow(this: WasmMemory, pages: number): number;
}

declare const WebAssembly: { Memory: { prototype: WasmMemory }; RuntimeError: ErrorConstructor };

const PAGE_BYTES = 65_536;
const seen = { refused: false, most: 0 };

/**
 * Limits the memory of every WebAssembly instance of this thread. A worker's resourceLimits count the heap of
 * JavaScript only; both engines grow by this one call, and a refusal is an ordinary "out of memory" to them.
 */
export function limitWasmMemory(maxBytes: number): void {
  const { prototype } = WebAssembly.Memory;
  const { grow } = prototype;
  prototype.grow = function (pages) {
    const wanted = this.buffer.byteLength + pages * PAGE_BYTES;
    if (wanted > maxBytes) {
      seen.refused = true;
      throw new RangeError('The memory limit of this thread is reached');
    }
    seen.most = Math.max(seen.most, wanted);
    return grow.call(this, pages);
  };
}

/** What happened to the memory since the last call: whether growing was refused, and the largest size reached by growing. */
export function takeMemoryUse(): { refused: boolean; most: number } {
  const taken = { ...seen };
  seen.refused = false;
  seen.most = 0;
  return taken;
}

export function isWasmCrash(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError;
}
