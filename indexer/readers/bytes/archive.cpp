#include "indexer/readers/bytes/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/bytes/gzip_stream.h"
#include "indexer/readers/text/text_encoding.h"

namespace gisa {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBlock = 128 << 10;          // bytes
constexpr std::uint64_t kMaxSpooled = 4ull << 30;  // bytes

constexpr std::array kMagics = {"\x1F\x8B"sv,
                                "\xFD"
                                "7zXZ\0"sv,
                                "\x28\xB5\x2F\xFD"sv,
                                "BZh"sv,
                                "\x04\x22\x4D\x18"sv,  // lz4
                                "7z\xBC\xAF\x27\x1C"sv,
                                "PK\x03\x04"sv,
                                "PK\x05\x06"sv};

// Frames of data for programs, which zstd allows anywhere and some write first (pzstd). libarchive
// knows a file by its first bytes and would not take one for zstd's.
constexpr std::size_t kSkippableHead = 8;  // bytes: a mark, of which four bits are free, and a size

bool is_skippable_frame(std::string_view bytes) {
  return bytes.size() >= kSkippableHead && (static_cast<unsigned char>(bytes[0]) & 0xF0) == 0x50 &&
         bytes.substr(1, 3) == "\x2A\x4D\x18";
}

std::string_view without_skippable_frames(std::string_view bytes) {
  while (is_skippable_frame(bytes)) {
    std::uint64_t size = kSkippableHead;
    for (unsigned i = 0; i < 4; ++i) {
      size += std::uint64_t{static_cast<unsigned char>(bytes[4 + i])} << (8 * i);
    }
    if (size >= bytes.size()) break;
    bytes.remove_prefix(size);
  }
  return bytes;
}

// libarchive converts names by the locale of the thread.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

std::string to_utf8_name(std::string_view name) {
  std::string text;
  TextDecoder decoder;
  try {
    decoder.append(name, true, text);
  } catch (const Error&) {
    return "?";
  }
  return text;
}

}  // namespace

bool is_zip(std::string_view head) {
  return head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv);
}

bool is_7z(std::string_view head) { return head.starts_with("7z\xBC\xAF\x27\x1C"sv); }

bool is_archive(std::string_view head) {
  const bool has_magic =
      std::ranges::any_of(kMagics, [&](std::string_view magic) { return head.starts_with(magic); });
  return has_magic || is_skippable_frame(head) ||
         (head.size() > 262 && head.substr(257, 5) == "ustar");
}

struct ArchiveReader::State final : ByteStream {
  ByteStream& source;
  FileStream* file = nullptr;  // if it is one that can be moved in
  std::uint64_t offset = 0;    // in it: others may be reading it at the same time
  archive* handle = nullptr;
  archive_entry* entry = nullptr;
  std::string name;
  std::string block;
  std::exception_ptr failure;  // of the source, while libarchive was reading it
  bool is_decoded = false;     // the source, so that it may be any file
  std::uint64_t taken_in = 0;
  std::uint64_t given_out = 0;
  std::string_view rest;         // of libarchive's block
  std::uint64_t gap = 0;         // zeros before it
  std::uint64_t member_end = 0;  // of what was read of the member so far

  explicit State(ByteStream& stream) : source(stream) {}
  ~State() override {
    if (handle != nullptr) archive_read_free(handle);
  }

  void open() {
    handle = archive_read_new();
    if (handle == nullptr) throw std::bad_alloc();
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_lzma(handle);
    archive_read_support_filter_zstd(handle);
    archive_read_support_filter_lz4(handle);
    archive_read_support_format_tar(handle);
    archive_read_support_format_zip(handle);
    archive_read_support_format_7zip(handle);
    archive_read_support_format_raw(handle);
    archive_read_support_format_empty(handle);
    archive_read_set_read_callback(handle, on_read);
    archive_read_set_callback_data(handle, this);
    if (file != nullptr) {
      archive_read_set_seek_callback(handle, on_seek);
      archive_read_set_skip_callback(handle, on_skip);
    }
    const Utf8Locale locale;
    if (archive_read_open1(handle) != ARCHIVE_OK) fail();
  }

  [[noreturn]] void fail() const {
    if (failure) std::rethrow_exception(failure);
    const char* text = archive_error_string(handle);
    throw Error(ErrorCode::kBadInput,
                tr_format("the archive is damaged: {}", text != nullptr ? text : tr("cut short")));
  }

  static la_ssize_t on_read(archive*, void* data, const void** block) {
    State& state = *static_cast<State*>(data);
    try {
      state.block.resize(kBlock);
      const std::size_t got = state.file != nullptr
                                  ? state.file->read_at(state.offset, state.block.data(), kBlock)
                                  : state.source.read(state.block.data(), kBlock);
      std::string_view bytes = std::string_view(state.block).substr(0, got);
      if (state.taken_in == 0) bytes = without_skippable_frames(bytes);
      state.offset += got;
      state.taken_in += got;
      *block = bytes.data();
      return static_cast<la_ssize_t>(bytes.size());
    } catch (...) {
      state.failure = std::current_exception();
      archive_set_error(state.handle, EIO, "%s", tr("reading failed"));
      return ARCHIVE_FATAL;
    }
  }

  static la_int64_t on_seek(archive*, void* data, la_int64_t offset, int whence) {
    State& state = *static_cast<State*>(data);
    if (whence == SEEK_CUR) offset += static_cast<la_int64_t>(state.offset);
    if (whence == SEEK_END) offset += static_cast<la_int64_t>(state.file->size());
    if (offset < 0) return ARCHIVE_FATAL;
    state.offset = static_cast<std::uint64_t>(offset);
    return offset;
  }

  static la_int64_t on_skip(archive*, void* data, la_int64_t bytes) {
    State& state = *static_cast<State*>(data);
    const std::uint64_t left = state.file->size() - std::min(state.file->size(), state.offset);
    const std::uint64_t skipped = std::min(left, static_cast<std::uint64_t>(bytes));
    state.offset += skipped;
    return static_cast<la_int64_t>(skipped);
  }

  // A block as libarchive has it: archive_read_data() does not give what it has read when it meets
  // damage.
  std::size_t read(char* out, std::size_t size) override {
    while (rest.empty() && gap == 0) {
      const void* bytes = nullptr;
      std::size_t count = 0;
      la_int64_t begin = 0;
      const int result = archive_read_data_block(handle, &bytes, &count, &begin);
      if (result == ARCHIVE_EOF) return 0;
      if (result == ARCHIVE_RETRY) continue;
      if (result < ARCHIVE_WARN) fail();
      const auto place = static_cast<std::uint64_t>(begin);
      gap = place > member_end ? place - member_end : 0;
      rest = {static_cast<const char*>(bytes), count};
      member_end += gap + count;
    }
    std::size_t got = 0;
    if (gap > 0) {  // of a sparse file
      got = static_cast<std::size_t>(std::min<std::uint64_t>(gap, size));
      std::memset(out, 0, got);
      gap -= got;
    } else {
      got = std::min(rest.size(), size);
      std::memcpy(out, rest.data(), got);
      rest.remove_prefix(got);
    }
    given_out += got;
    check_expansion(taken_in, given_out);
    return got;
  }
};

ArchiveReader::ArchiveReader(ByteStream& stream, bool is_decoded)
    : state_(std::make_unique<State>(stream)) {
  state_->is_decoded = is_decoded;
  state_->open();
}

ArchiveReader::ArchiveReader(FileStream& file) : state_(std::make_unique<State>(file)) {
  state_->file = &file;
  state_->open();
}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::next() {
  State& state = *state_;
  const Utf8Locale locale;
  state.rest = {};
  state.gap = state.member_end = 0;
  while (true) {
    const int result = archive_read_next_header(state.handle, &state.entry);
    if (result == ARCHIVE_EOF) {
      const bool is_empty_file = archive_format(state.handle) == ARCHIVE_FORMAT_EMPTY;
      if (is_empty_file) throw Error(ErrorCode::kBadInput, tr("empty file"));
      return false;
    }
    if (result == ARCHIVE_RETRY) continue;
    if (result < ARCHIVE_WARN) state.fail();
    if (archive_entry_filetype(state.entry) != AE_IFREG && archive_entry_filetype(state.entry) != 0)
      continue;
    const char* name = archive_entry_pathname_utf8(state.entry);
    if (name == nullptr) name = archive_entry_pathname(state.entry);
    const bool is_raw = archive_format(state.handle) == ARCHIVE_FORMAT_RAW;
    const bool is_plain = is_raw && archive_filter_code(state.handle, 0) == ARCHIVE_FILTER_NONE;
    if (is_plain && !state.is_decoded) state.fail();
    state.name = is_raw || name == nullptr ? std::string() : to_utf8_name(name);
    if (!is_raw && state.name.empty()) state.name = "?";
    if (state.name.ends_with('/')) continue;
    return true;
  }
}

const std::string& ArchiveReader::name() const { return state_->name; }

bool ArchiveReader::is_encrypted() const { return archive_entry_is_encrypted(state_->entry) != 0; }

ByteStream& ArchiveReader::member() { return *state_; }

std::unique_ptr<FileStream> spool(ByteStream& stream) {
  const char* directory = std::getenv("TMPDIR");
  std::string pattern =
      std::string(directory != nullptr && *directory != '\0' ? directory : "/tmp") + "/gisa-XXXXXX";
  const int fd = ::mkstemp(pattern.data());
  if (fd < 0) {
    throw Error(ErrorCode::kIo,
                tr_format("no temporary file: {}", std::generic_category().message(errno)));
  }
  std::unique_ptr<FileStream> file;
  try {
    file = std::make_unique<FileStream>(pattern);
  } catch (...) {
    ::close(fd);
    ::unlink(pattern.c_str());
    throw;
  }
  ::unlink(pattern.c_str());
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(::fdopen(fd, "wb"), std::fclose);
  std::string block(kBlock, '\0');
  std::uint64_t size = 0;
  while (const std::size_t got = stream.read(block.data(), block.size())) {
    size += got;
    if (size > kMaxSpooled)
      throw Error(ErrorCode::kBadInput, tr("larger than 4 GB inside an archive"));
    if (std::fwrite(block.data(), 1, got, out.get()) != got) {
      throw Error(ErrorCode::kIo, tr_format("writing a temporary file failed: {}",
                                            std::generic_category().message(errno)));
    }
  }
  if (std::fflush(out.get()) != 0) {
    throw Error(ErrorCode::kIo, tr_format("writing a temporary file failed: {}",
                                          std::generic_category().message(errno)));
  }
  return file;
}

}  // namespace gisa
