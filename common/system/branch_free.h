/// For loops that must not branch on what nobody could foretell.
#pragma once

#include <cstdint>

namespace gisa {

/// 1 or 0. Where compilers see that a number comes from a truth they make branches of it, however
/// it is written, and each that was not foreseen costs a processor some twenty instructions.
inline std::uint32_t branch_free(bool truth) {
  std::uint32_t number = truth ? 1 : 0;
#if defined(__GNUC__)
  asm("" : "+r"(number));
#endif
  return number;
}

}  // namespace gisa
