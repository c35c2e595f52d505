/**
 * The linker: modules in, one image out. Bytes in, bytes out; it knows nothing of how an image is
 * run.
 *
 * <p>Named modules ({@link dev.radicchio.link.WasmFile}) and settings make a {@link
 * dev.radicchio.link.LinkRequest}, which {@link dev.radicchio.link.Linker} puts together step by
 * step. A request gives a {@link dev.radicchio.link.LinkPlan}: complete, or with all its problems.
 * A plan without errors links to an {@link dev.radicchio.link.Image}.
 *
 * <h2>The algorithm</h2>
 *
 * <p>Each stage is a package. What it finds out is a value that later stages read and none changes;
 * {@code Planner} is the list of them.
 *
 * <ol>
 *   <li><b>input</b>. A file is decoded section by section, its code is walked once, and its
 *       relocation model is recognised: relocation sections, {@code dylink.0}, position-independent
 *       code, fixed addresses, or nothing that could move. Each relocation is checked against the
 *       code that it is about, with the value that it had when the module was linked. What later
 *       stages need to know of a model, the model answers.
 *   <li><b>allocator</b>. A module that brings its own {@code malloc} believes that the memory is
 *       its own. It is recognised by its functions and its state, and what calls it calls the
 *       program's heap from now on. What stays is told: who takes the memory above all data, who
 *       grows it, who asks how large it is.
 *   <li><b>resolve</b>. Every import is resolved, once: from {@code env}, the heap if it serves a
 *       function of that name, or else the first other instance's export that is not weak; from any
 *       other name, the instance or the module that is called so; then the host, or nothing if it
 *       is weak. Equal types of all modules become one type. Every function then has its index in
 *       the image.
 *   <li><b>place</b>. Memory: the guard, the stack, the data of each instance around those that
 *       cannot move, arenas, requested regions, the heap. Table: slot 0 stays null; slots that code
 *       has as constants, then one for each other function whose address is taken. Every address
 *       and every function pointer is fixed after that.
 *   <li><b>bind</b>. Globals become the shared stack pointer, constants where linking has fixed
 *       what they hold, or globals of the image; tables, tags and sizes of the memory as instances
 *       see them get their indices; what initializes the program is put in order.
 *   <li><b>fuse</b>. The relocations of each module are applied to a copy of its bytes: the same
 *       value as in the check, at another placement. Then sections are joined, with every index
 *       rewritten, whether it has a relocation or not.
 *   <li><b>pass</b>. Passes over the image: bytes in, bytes out, and what became of the addresses
 *       of code. An engine's own come last, when it loads the image.
 * </ol>
 *
 * <p>{@code plan} has the values that go into linking and come out, {@code problem} what the linker
 * has to say. Both are below the stages, which are below this package; the architecture test sees
 * to that.
 *
 * <p>Addresses and sizes in bytes are {@code long}; indices and table slots are {@code int}.
 *
 * @see <a href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md">Linking</a>
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md">Dynamic
 *     Linking</a>
 */
@NullMarked
package dev.radicchio.link;

import org.jspecify.annotations.NullMarked;
