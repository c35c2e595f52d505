package dev.radicchio.link.bind;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Limits;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every table is in the image. */
final class TableBinderTest {
  private static final String OWN = "(module (table (export \"t\") 2 funcref))";

  private static final String OWN_FUNCTIONS =
      """
      (module
        (table 2 funcref)
        (func $f (export "f"))
        (elem (i32.const 1) func $f))
      """;

  private static String shares(String limits) {
    return "(module (import \"env\" \"__indirect_function_table\" (table %s funcref)))"
        .formatted(limits);
  }

  private static TableBinder.Tables bind(Stages stages, int slots) {
    return TableBinder.bind(stages.instances(), stages.resolution().symbols(), slots);
  }

  private static int index(Stages stages, String instance, int table) {
    return bind(stages, 1).indices().get(stages.instance(instance).number())[table];
  }

  @Test
  void whereNobodyHasATableThereIsNone() {
    assertThat(bind(new Stages().add("one", "(module)"), 1).all()).isEmpty();
  }

  @Test
  void theTableThatFunctionPointersIndexIsOneAndFirst() {
    Stages stages = new Stages().add("own", OWN).add("one", shares("0")).add("two", shares("0"));

    assertThat(index(stages, "one", 0)).isZero();
    assertThat(index(stages, "two", 0)).isZero();
    assertThat(index(stages, "own", 0)).isEqualTo(1);
  }

  @Test
  void theTableOfAModuleWithRelocationsIsTheSame() {
    Stages stages =
        new Stages()
            .add(
                "moved",
                """
                (module
                  (table 2 funcref)
                  (func $f)
                  (func $get (export "get") (result i32) (i32.const 1 (@reloc functable $f)))
                  (elem (i32.const 1) func $f))
                """)
            .add("one", shares("0"));

    assertThat(index(stages, "moved", 0)).isZero();
    assertThat(bind(stages, 2).all()).hasSize(1);
  }

  @Test
  void itHasAsManySlotsAsTheFunctionsInItTake() {
    TableBinder.Tables tables = bind(new Stages().add("one", shares("1")), 5);

    assertThat(tables.slots()).isEqualTo(5);
    assertThat(tables.all()).containsExactly(new ImageTable.Shared(Limits.of(5, -1)));
  }

  @Test
  void itHasAsManySlotsAsTheModuleThatAsksForMost() {
    assertThat(bind(new Stages().add("one", shares("9")).add("two", shares("7")), 5).slots())
        .isEqualTo(9);
  }

  @Test
  void theLowestMaximumCounts() {
    assertThat(bind(new Stages().add("one", shares("1 9")).add("two", shares("1 7")), 5).all())
        .containsExactly(new ImageTable.Shared(Limits.of(5, 7)));
  }

  @Test
  void aMaximumThatIsTooLowIsAProblem() {
    assertThat(codes(bind(new Stages().add("one", shares("1 3")), 5).problems()))
        .containsExactly(ProblemCode.TABLE_OVER_MAXIMUM);
  }

  @Test
  void moreSlotsThanThereCanBeAreAProblem() {
    assertThat(codes(bind(new Stages().add("one", shares("1048577")), 1).problems()))
        .containsExactly(ProblemCode.TOO_MANY_SLOTS);
  }

  @Test
  void anImportedTableIsTheOneThatItMeans() {
    Stages stages =
        new Stages()
            .add("user", "(module (import \"two\" \"t\" (table 1 funcref)))")
            .add("one", OWN)
            .add("two", OWN);

    assertThat(index(stages, "user", 0)).isEqualTo(index(stages, "two", 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "wants_functions, has_externals, TABLE_TYPE_MISMATCH",
    "wants_5_slots, has_4_slots, TABLE_LIMITS_MISMATCH",
    "wants_functions, nothing, EXPORT_MISSING"
  })
  void oneThatDoesNotFitIsAProblem(String user, String owner, ProblemCode code) {
    Stages stages = new Stages().addCrafted("user", user).addCrafted("codec", owner);

    assertThat(codes(bind(stages, 1).problems())).containsExactly(code);
  }

  @Test
  void functionsInATableOfItsOwnAreAWarningIfOthersCallTheInstance() {
    Stages alone = new Stages().add("own", OWN_FUNCTIONS).add("other", "(module)");
    Stages linked =
        new Stages()
            .add("own", OWN_FUNCTIONS)
            .add("user", "(module (import \"own\" \"f\" (func)))");

    assertThat(bind(alone, 1).problems()).isEmpty();
    assertThat(codes(bind(linked, 1).problems())).containsExactly(ProblemCode.OWN_TABLE);
  }

  @Test
  void aTableThatJavaLendsIntoHasNoMaximum() {
    assertThat(limitsOfOwn("(table 2 2 funcref)", "")).isEqualTo(Limits.of(2, -1));
  }

  @Test
  void whatCodeGrowsKeepsItsMaximum() {
    String grows = "(func (drop (table.grow %d (ref.null func) (i32.const 1))))";

    assertThat(limitsOfOwn("(table 2 5 funcref)", grows.formatted(0))).isEqualTo(Limits.of(2, 5));
    assertThat(limitsOfOwn("(table 2 5 funcref) (table 1 funcref)", grows.formatted(1)))
        .isEqualTo(Limits.of(2, -1));
  }

  @Test
  void aTableForOtherThingsKeepsItsMaximum() {
    assertThat(limitsOfOwn("(table 2 5 externref)", "")).isEqualTo(Limits.of(2, 5));
  }

  private static Limits limitsOfOwn(String tables, String functions) {
    Stages stages = new Stages().add("own", "(module " + tables + functions + ")");
    return ((ImageTable.Own) bind(stages, 1).all().get(0)).limits();
  }

  @Test
  void functionPointersOfAnInstanceIndexTheProgramsTableOrItsOwn() {
    Stages stages = new Stages().add("shares", shares("1")).add("own", OWN).add("none", "(module)");
    TableBinder.Tables tables = bind(stages, 1);

    assertThat(tables.functionTable(stages.instance("shares"))).isEqualTo(-1);
    assertThat(tables.functionTable(stages.instance("own"))).isEqualTo(1);
    assertThat(tables.functionTable(stages.instance("none"))).isEqualTo(-1);
  }
}
