package dev.radicchio.link.resolve;

import java.util.Set;

/**
 * The names that a C library defines weakly, of those that C leaves to programs: modules that were
 * linked with a C library have them beside its strong definitions, whose state they use.
 *
 * <p>The list is that of the weak symbols in wasi-libc, in Emscripten's C library and allocators,
 * in compiler-rt and in Rust's {@code compiler_builtins}, which has the functions of {@code math.h}
 * and {@code string.h}; those that an allocator of a program's replaces are {@link
 * dev.radicchio.link.plan.HeapFunction}'s.
 */
final class CLibrary {
  private static final Set<String> NAMES =
      Set.of(
          """
          acos acosf acosh acoshf aligned_realloc alphasort64 asctime_r asin asinf asinh asinhf
          atan atan2 atan2f atanf atexit bcmp bsd_signal bulk_free cbrt cbrtf ceil ceilf
          ceilf128 ceilf16 cfsetspeed clearerr_unlocked clock clock_gettime clock_nanosleep
          copysign copysignf copysignf128 copysignf16 cos cosf cosh coshf creat64 crypt_r
          daylight dn_expand drem dremf dup3 duplocale emscripten_builtin_memcpy
          emscripten_builtin_mmap emscripten_builtin_munmap emscripten_builtin_pthread_create
          emscripten_builtin_pthread_detach emscripten_builtin_pthread_join endnetent environ
          erf erfc erfcf erff errno execvpe exp exp2 exp2f expf expm1 expm1f fabs fabsf fabsf128
          fabsf16 fdim fdimf fdimf128 fdimf16 fdopen feof_unlocked ferror_unlocked
          fflush_unlocked fgetc_unlocked fgetpos64 fgets_unlocked fgetwc_unlocked
          fgetws_unlocked fileno_unlocked floor floorf floorf128 floorf16 fma fmaf fmaf128 fmax
          fmaxf fmaxf128 fmaxf16 fmaximum fmaximum_num fmaximum_numf fmaximum_numf128
          fmaximum_numf16 fmaximumf fmaximumf128 fmaximumf16 fmin fminf fminf128 fminf16
          fminimum fminimum_num fminimum_numf fminimum_numf128 fminimum_numf16 fminimumf
          fminimumf128 fminimumf16 fmod fmodf fmodf128 fmodf16 fopen64 fpurge fputc_unlocked
          fputs_unlocked fputwc_unlocked fputws_unlocked fread_unlocked freopen64 fseeko
          fseeko64 fsetpos64 fstat64 fstatat64 fstatfs fstatfs64 fstatvfs64 ftello ftello64
          ftruncate64 futimesat fwrite_unlocked getauxval getdents64 getentropy getrlimit64
          getwc_unlocked getwchar_unlocked glob64 globfree64 gmtime_r hcreate_r hdestroy_r
          hsearch_r hypot hypotf independent_calloc independent_comalloc inet_aton iprintf
          isalnum_l isalpha_l isatty isblank_l iscntrl_l isdigit_l isgraph_l islower_l isprint_l
          ispunct_l isspace_l isupper_l iswalnum_l iswalpha_l iswblank_l iswcntrl_l iswctype_l
          iswdigit_l iswgraph_l iswlower_l iswprint_l iswpunct_l iswspace_l iswupper_l
          iswxdigit_l isxdigit_l ldexp ldexpf lgamma_r lgammaf_r lgammal_r localtime_r lockf64
          log log10 log10f log1p log1pf log2 log2f logf lseek lseek64 lstat64 madvise mallinfo
          malloc_footprint malloc_footprint_limit malloc_max_footprint
          malloc_set_footprint_limit malloc_stats malloc_trim mallopt memcmp memcpy memmove
          memrchr memset mkostemp64 mkostemps mkostemps64 mkstemp64 mkstemps64 mktime mmap
          mmap64 mprotect mremap munmap newlocale nftw64 nl_langinfo nl_langinfo_l open64
          openat64 optreset posix_fadvise64 posix_fallocate64 pow pow10 pow10f pow10l powf
          pread64 preadv64 program_invocation_name program_invocation_short_name
          pthread_cond_timedwait pthread_create pthread_detach pthread_equal pthread_exit
          pthread_getspecific pthread_join pthread_key_create pthread_key_delete
          pthread_mutex_lock pthread_mutex_timedlock pthread_mutex_trylock pthread_mutex_unlock
          pthread_once pthread_rwlock_rdlock pthread_rwlock_timedrdlock
          pthread_rwlock_timedwrlock pthread_rwlock_tryrdlock pthread_rwlock_trywrlock
          pthread_rwlock_unlock pthread_rwlock_wrlock pthread_self pthread_setcancelstate
          pthread_testcancel pthread_timedjoin_np pthread_tryjoin_np ptsname_r putwc_unlocked
          putwchar_unlocked pvalloc pwrite64 pwritev64 readdir64 readdir64_r realloc_in_place
          reallocarray res_mkquery res_send rint rintf rintf128 rintf16 round roundeven
          roundevenf roundevenf128 roundevenf16 roundf roundf128 roundf16 scandir64 setnetent
          setrlimit64 sigaction signgam sin sinf sinh sinhf sqrt sqrtf sqrtf128 sqrtf16 stat64
          statfs statfs64 statvfs64 stpcpy stpncpy strcasecmp_l strchrnul strcoll_l strerror_l
          strftime_l strlen strncasecmp_l strtod_l strtof_l strtold_l strxfrm_l tan tanf tanh
          tanhf tgamma tgammaf thrd_current thrd_detach thrd_equal timegm timezone tmpfile64
          tolower_l toupper_l towctrans_l towlower_l towupper_l trunc truncate64 truncf
          truncf128 truncf16 tss_get tzname tzset uselocale valloc versionsort64 vsyslog
          wcscoll_l wcsftime_l wcsxfrm_l wctrans_l wctype_l
          """
              .strip()
              .split("\\s+", -1));

  private CLibrary() {}

  /** Whether a C library has a weak definition of that name, or C reserves it for one. */
  static boolean has(String name) {
    return name.startsWith("_") || NAMES.contains(name);
  }
}
