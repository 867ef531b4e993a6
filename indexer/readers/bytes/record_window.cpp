#include "indexer/readers/bytes/record_window.h"

namespace gisa {
namespace {

constexpr std::size_t kBlock = 256 << 10;  // bytes

}  // namespace

bool RecordWindow::more() {
  if (begin_ > 0) {
    bytes_.erase(0, begin_);
    begin_ = 0;
  }
  const std::size_t had = bytes_.size();
  bytes_.resize(had + kBlock);
  std::size_t got = 0;
  try {
    got = stream_.read(bytes_.data() + had, kBlock);
  } catch (...) {
    bytes_.resize(had);
    throw;
  }
  bytes_.resize(had + got);
  return got > 0;
}

}  // namespace gisa
