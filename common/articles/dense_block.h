/// 64 bytes of dense text (dense_text.h) at once.
#pragma once

#include "common/text/byte_block.h"

namespace gisa::dense {

/// The second bytes of codes that begin with one of `leads`, as far as those are no second bytes
/// themselves: the parity of rows of them decides, and an addition carries it along (the way
/// simdjson finds escaped characters). `carry` goes from one block to the next, at first 0.
inline ByteMask second_bytes(ByteMask leads, ByteMask& carry) {
  constexpr ByteMask kEven = 0x5555555555555555u;
  leads &= ~carry;
  const ByteMask follows = leads << 1 | carry;
  const ByteMask odd_starts = leads & ~kEven & ~follows;
  ByteMask even_rows = 0;
  carry = __builtin_add_overflow(odd_starts, leads, &even_rows) ? 1 : 0;
  return (kEven ^ even_rows << 1) & follows;
}

}  // namespace gisa::dense
