#include "indexer/readers/bytes/gzip_stream.h"

#include <zlib.h>

#include <algorithm>
#include <new>

#include "common/messages/messages.h"
#include "gisa/error.h"

namespace gisa {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBlock = 128 << 10;           // bytes
constexpr int kGzipOnly = 15 + 16;                  // for zlib: the largest window, no other header
constexpr std::uint64_t kFreeExpansion = 64 << 20;  // bytes that are never too much
constexpr std::uint64_t kMaxExpansion = 250;        // times; text stays below 50
constexpr auto kMagic = "\x1F\x8B\x08"sv;

}  // namespace

bool is_gzip(std::string_view head) { return head.starts_with(kMagic); }

void check_expansion(std::uint64_t taken_in, std::uint64_t given_out) {
  if (given_out <= kFreeExpansion || given_out / kMaxExpansion <= taken_in) return;
  throw Error(
      ErrorCode::kBadInput,
      tr_format("it expands to more than {} times its size, which no text does", kMaxExpansion));
}

struct GzipStream::Inflater {
  z_stream state = {};

  Inflater() {
    if (::inflateInit2(&state, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { ::inflateEnd(&state); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

GzipStream::GzipStream(ByteStream& source)
    : source_(source), inflater_(std::make_unique<Inflater>()), block_(kBlock, '\0') {}

GzipStream::~GzipStream() = default;

// False at the end of the source.
bool GzipStream::refill() {
  z_stream& state = inflater_->state;
  if (state.avail_in > 0) return true;
  const std::size_t got = source_.read(block_.data(), block_.size());
  taken_in_ += got;
  state.next_in = reinterpret_cast<Bytef*>(block_.data());
  state.avail_in = static_cast<uInt>(got);
  return got > 0;
}

std::size_t GzipStream::read(char* out, std::size_t size) {
  z_stream& state = inflater_->state;
  state.next_out = reinterpret_cast<Bytef*>(out);
  state.avail_out = static_cast<uInt>(std::min(size, kBlock));
  const auto room = state.avail_out;
  while (!at_end_ && state.avail_out == room) {
    const bool has_input = refill();
    // Behind a .gz there may be padding.
    if (is_between_ && (!has_input || *state.next_in != static_cast<Bytef>(kMagic[0]))) {
      at_end_ = true;
      break;
    }
    is_between_ = false;
    const int result = ::inflate(&state, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      is_between_ = true;
      ::inflateReset(&state);
    } else if (!has_input && state.avail_out == room) {
      at_end_ = true;
      failure_ = tr_format("the archive is damaged: {}", tr("cut short"));
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      at_end_ = true;
      // zlib tells no other way which of its checks failed; the one of the length is as good.
      const std::string_view reason = state.msg != nullptr ? state.msg : "";
      has_wrong_checksum_ = reason == "incorrect data check" || reason == "incorrect length check";
      if (has_wrong_checksum_) break;
      failure_ = tr_format("the archive is damaged: {}", reason);
    }
  }
  const std::size_t got = room - state.avail_out;
  if (got == 0 && !failure_.empty()) throw Error(ErrorCode::kBadInput, failure_);
  given_out_ += got;
  check_expansion(taken_in_, given_out_);
  return got;
}

}  // namespace gisa
