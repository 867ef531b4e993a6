// Any two texts tell the same or not, whichever is asked, and a text tells the same as itself.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "searcher/engine/text/story.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

void fuzz(std::string_view input) {
  const std::size_t end = std::min(input.find('\xFF'), input.size());
  const std::string_view text = input.substr(0, end);
  const Story one(text), other(input.substr(std::min(end + 1, input.size())));
  require(one.tells_the_same_as(other) == other.tells_the_same_as(one));
  const Story again(text);
  // Of fewer than two words there is nothing to tell.
  require(one.tells_the_same_as(again) == one.tells_the_same_as(one));
  if (one.tells_the_same_as(other)) require(again.tells_the_same_as(one));
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(20), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
