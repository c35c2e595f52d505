package dev.radicchio.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.radicchio.fixture.CraftedModules;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.HostModule;
import dev.radicchio.link.plan.ImportBinding;
import dev.radicchio.link.plan.MemoryRequest;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RegionRequest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program may not ask for, which a {@link Linker} refuses as well. */
final class LinkRequestTest {
  private static final WasmFile NOTHING = CraftedModules.wasm("nothing");
  private static final HeapPolicy JAVA = new HeapPolicy.Host();

  private static LinkRequest.Instance instance(String name) {
    return new LinkRequest.Instance(name, NOTHING, MemoryRequest.NONE);
  }

  private static LinkRequest request(long stackBytes, int maxPages, HeapPolicy heap) {
    return new LinkRequest(
        List.of(instance("one")),
        stackBytes,
        maxPages,
        heap,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static LinkRequest request(
      List<LinkRequest.Instance> instances,
      List<HostModule> hosts,
      List<ImportBinding> bindings,
      List<RegionRequest> regions) {
    return new LinkRequest(instances, 0, 0, JAVA, false, hosts, bindings, List.of(), regions);
  }

  private static Linker linker() {
    return Linker.create().add("one", NOTHING);
  }

  /** Both refuse it and say the same. */
  private static void assertRefused(
      String message, ThrowingCallable request, ThrowingCallable linker) {
    assertThatIllegalArgumentException().isThrownBy(request).withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(linker).withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a!b", "!"})
  void refusesNamesThatImagesCannotHave(String name) {
    assertRefused(
        "instance name " + name + " is empty or contains !",
        () -> instance(name),
        () -> Linker.create().add(name, NOTHING));
  }

  @Test
  void refusesTwoInstancesOfOneName() {
    assertRefused(
        "two instances named one",
        () -> request(List.of(instance("one"), instance("one")), List.of(), List.of(), List.of()),
        () -> linker().add("one", NOTHING));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, (1L << 32) + 1, Long.MIN_VALUE})
  void refusesStacksThatNoMemoryHas(long bytes) {
    assertRefused(
        "stack of " + bytes + " bytes",
        () -> request(bytes, 0, JAVA),
        () -> linker().stackBytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65537})
  void refusesLimitsThatNoMemoryHas(int pages) {
    assertRefused(
        "limit of " + pages + " pages",
        () -> request(0, pages, JAVA),
        () -> linker().maxPages(pages));
  }

  @Test
  void takesTheLargestStackAndMemoryThatThereAre() {
    assertThat(request(1L << 32, 65536, JAVA).stackBytes()).isEqualTo(1L << 32);
  }

  @Test
  void refusesTwoRegionsOfOneName() {
    RegionRequest region = new RegionRequest("mem.x", 4, 4);
    assertRefused(
        "two regions named mem.x",
        () -> request(List.of(instance("one")), List.of(), List.of(), List.of(region, region)),
        () -> linker().region("mem.x", 4, 4).region("mem.x", 8, 8));
  }

  @Test
  void refusesTwoHostModulesOfOneName() {
    List<HostModule> hosts =
        List.of(new HostModule("wasi", false, List.of()), new HostModule("wasi", true, List.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(List.of(instance("one")), hosts, List.of(), List.of()))
        .withMessage("two host modules named wasi");
  }

  @Test
  void aLinkerTakesTheLastOfTwoHostModules() {
    assertThat(linker().hostByName("wasi").host("wasi").request().hosts())
        .containsExactly(new HostModule("wasi", true, List.of()));
  }

  @Test
  void refusesAHeapOfAnInstanceThatIsNone() {
    HeapPolicy ofOther = new HeapPolicy.Guest("two", "malloc", "free");
    assertRefused(
        "no instance named two",
        () -> request(0, 0, ofOther),
        () -> linker().heap(ofOther).request());
  }

  @Test
  void refusesABindingOfAnInstanceThatIsNone() {
    assertRefused(
        "no instance named two",
        () ->
            request(
                List.of(instance("one")),
                List.of(),
                List.of(new ImportBinding("two", "env.f", "one")),
                List.of()),
        () -> linker().bind("two", "env.f", "one").request());
  }

  @Test
  void refusesABindingToAnInstanceThatIsNone() {
    assertRefused(
        "no instance named two",
        () ->
            request(
                List.of(instance("one")),
                List.of(),
                List.of(new ImportBinding("one", "env.f", "two")),
                List.of()),
        () -> linker().bind("one", "env.f", "two").request());
  }

  private static final WasmFile DECODER = CraftedModules.wasm("takes_number");

  private static void assertPointersRefused(
      String message, String instance, String export, Pointers pointers) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Linker.create().add("one", DECODER).pointers(instance, export, pointers).request())
        .withMessage(message);
  }

  @Test
  void refusesWhatIsSaidOfFunctionsThatAreNone() {
    assertPointersRefused("no instance named two", "two", "decode", Pointers.NONE);
    assertPointersRefused("one exports no function encode", "one", "encode", Pointers.NONE);
  }

  @Test
  void refusesAddressesThatAFunctionHasNoParametersOrResultsFor() {
    Pointers second = Pointers.NONE.param(1, Pointers.Kind.ADDRESS);
    assertPointersRefused(
        "one!decode is (i32) -> (), which has no such " + second, "one", "decode", second);
    for (Pointers pointers :
        List.of(
            Pointers.NONE.param(-1, Pointers.Kind.ADDRESS),
            Pointers.NONE.result(0, Pointers.Kind.ADDRESS),
            Pointers.NONE.param(0, Pointers.Kind.RANGE),
            Pointers.NONE.param(0, Pointers.Kind.HIGH_HALF),
            Pointers.NONE.param(0, Pointers.Kind.LOW_HALF))) {
      assertPointersRefused(
          "one!decode is (i32) -> (), which has no such " + pointers, "one", "decode", pointers);
    }
  }

  @Test
  void refusesToBeToldOfAFunctionTwice() {
    Linker linker = Linker.create().add("one", DECODER).pointers("one", "decode", Pointers.NONE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> linker.pointers("one", "decode", Pointers.NONE))
        .withMessage("two functions named one!decode");
  }

  @Test
  void aLinkerRefusesBasesAndPagesOfAnInstanceThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> linker().base("two", 1024).request())
        .withMessage("no instance named two");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> linker().pages("two", 1).request())
        .withMessage("no instance named two");
  }

  @Test
  void aLinkerGivesInstancesTheirBasesAndPages() {
    LinkRequest request = linker().base("one", 1024).pages("one", 2).add("two", NOTHING).request();

    assertThat(request.instances())
        .containsExactly(
            new LinkRequest.Instance(
                "one", NOTHING, MemoryRequest.NONE.withBase(1024).withPages(2)),
            instance("two"));
  }

  @Test
  void staysAsItIsWhateverBecomesOfTheLists() {
    List<LinkRequest.Instance> instances = new ArrayList<>(List.of(instance("one")));
    LinkRequest request = request(instances, List.of(), List.of(), List.of());

    instances.clear();

    assertThat(request.instances()).hasSize(1);
  }

  @Test
  void theSameRequestGivesTheSameImage() {
    LinkRequest request = linker().request();

    assertThat(request.link().bytes()).isEqualTo(request.link().bytes());
  }
}
