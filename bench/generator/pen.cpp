#include "bench/generator/pen.h"

#include <memory>

namespace gisa::bench {

Pen::Pen() {
  thread_local const std::unique_ptr<char[]> buffer(new char[kBufferBytes]);
  start_ = at_ = buffer.get();
}

void Pen::put_decimal(std::uint64_t number, bool grouped) {
  char digits[32];
  std::size_t count = 0;
  const unsigned last = static_cast<unsigned>(number % 10);
  std::size_t written = 0;
  do {
    if (grouped && written > 0 && written % 3 == 0) digits[count++] = ',';
    digits[count++] = static_cast<char>('0' + number % 10);
    ++written;
    number /= 10;
  } while (number > 0);
  while (count > 0) *at_++ = digits[--count];
  constexpr Tail kDigitTails[10] = {
      Tail::kConsonant, Tail::kRieul,     Tail::kVowel, Tail::kConsonant, Tail::kVowel,
      Tail::kVowel,     Tail::kConsonant, Tail::kRieul, Tail::kRieul,     Tail::kVowel};
  tail_ = kDigitTails[last];
}

}  // namespace gisa::bench
