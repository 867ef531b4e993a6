#include "indexer/inverter/slice_pool.h"

#include "gisa/error.h"

namespace gisa {

void SlicePool::start(Stream& stream) {
  stream.first = stream.tail = allocate(0);
  stream.size_class = 0;
}

void SlicePool::extend(Stream& stream) {
  const std::uint8_t next_class = stream.size_class < kLastClass
                                      ? static_cast<std::uint8_t>(stream.size_class + 1)
                                      : kLastClass;
  const std::uint32_t next = allocate(next_class);
  std::memcpy(address(stream.tail) + payload(stream.size_class), &next, kLink);
  stream.tail = next;
  stream.size_class = next_class;
  stream.used = 0;
}

std::uint32_t SlicePool::allocate(unsigned size_class) {
  const std::size_t units = kUnitsOfClass[size_class];
  if (kBlockUnits - units_used_ < units) {
    if (blocks_.size() * kBlockUnits > 0xFFFFFFFF - kBlockUnits) {
      throw Error(ErrorCode::kInternal, "more than 64 GB of postings in memory");
    }
    blocks_.emplace_back(static_cast<char*>(allocate_large(kBlockBytes)));
    units_used_ = 0;
  }
  const std::size_t slice = (blocks_.size() - 1) * kBlockUnits + units_used_;
  units_used_ += units;
  return static_cast<std::uint32_t>(slice);
}

void SlicePool::read(const Stream& stream, std::string& out) const {
  if (stream.is_empty()) return;
  std::uint32_t slice = stream.first;
  unsigned size_class = 0;
  while (slice != stream.tail) {
    const char* const begin = address(slice);
    out.append(begin, payload(size_class));
    std::memcpy(&slice, begin + payload(size_class), kLink);
    if (size_class < kLastClass) ++size_class;
  }
  out.append(address(stream.tail), stream.used);
}

void SlicePool::clear() {
  blocks_.clear();
  units_used_ = kBlockUnits;
}

}  // namespace gisa
