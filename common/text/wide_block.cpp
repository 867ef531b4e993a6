#include "common/text/wide_block.h"

#if GISA_HAS_WIDE_BLOCKS

namespace gisa::wide {
namespace {

bool is_possible() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vbmi") != 0 &&
         __builtin_cpu_supports("avx512vbmi2") != 0;
}

bool is_used_now = is_possible();  // before that, while other things are initialized, it is not

}  // namespace

bool is_used() { return is_used_now; }

void use_if_possible(bool is_wanted) { is_used_now = is_wanted && is_possible(); }

}  // namespace gisa::wide

#endif
