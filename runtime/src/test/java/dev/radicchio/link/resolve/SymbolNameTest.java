package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SymbolNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hits",
        "_Z4hits",
        "_ZZ8registryvE5value", // registry()::value
        "_ZGVZ8registryvE5value", // guard variable of that
        "_ZN2IdIlE3tagE",
        "_ZN3log5levelE", // a namespace of a program's may have the name of a function of C's
        "_ZNK3log6Logger5levelEv",
        "_Z3logi",
        "_ZN6StringC1Ev",
        "_ZN5Stack4pushEi",
        "_ZTV6Square",
        "_ZThn8_N6SquareD1Ev",
        "_ZTW10per_thread",
        "_Z3maxISt6stringET_S1_", // a function of the program's with an argument of std's
        "_ZN4nsmd3runEv",
        "_RNvC4demo5level",
        "policy"
      })
  void aProgramsOwn(String name) {
    assertThat(SymbolName.isOfLibrary(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "environ",
        "strerror_l",
        "memcpy",
        "fmaximum_num",
        "__stdio_exit",
        "_Exit",
        "errno",
        "_Znwm",
        "_ZdlPvm",
        "malloc",
        "_ZSt9terminatev",
        "_ZNSt3__26locale2id5__getEv",
        "_ZNKSt9exception4whatEv",
        "_ZNSt3__27num_getIcNS_19istreambuf_iteratorIcNS_11char_traitsIcEEEEE2idE",
        "_ZGVNSt3__27num_getIcE2idE",
        "_ZZNSt3__27num_getIcE5stateEvE1x",
        "_ZTVNSt3__213basic_ostreamIcEE",
        "_ZTv0_n12_NSt3__213basic_ostreamIcED1Ev",
        "_ZThn8_NSt3__214basic_iostreamIcED0Ev",
        "_ZN10__cxxabiv117__class_type_infoD0Ev",
        "_ZN9__gnu_cxx3runEv",
        "_ZTW5errno",
        "_ZGV5clock", // of an inline variable with the name of a function of C's, as the variable
        // is
        "_ZNSs6appendEv"
      })
  void aLibrarys(String name) {
    assertThat(SymbolName.isOfLibrary(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_ZTI6Square", "_ZTS6Square", "_ZTISt9exception", "_ZTIi"})
  void typeInformation(String name) {
    assertThat(SymbolName.isTypeInformation(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"_ZTV6Square", "_ZTT6Square", "_Z3TIii", "ZTI"})
  void noTypeInformation(String name) {
    assertThat(SymbolName.isTypeInformation(name)).isFalse();
  }
}
