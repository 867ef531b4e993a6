// Any bytes are a file: its records are read, or told as problems. The first byte chooses a format.
// What has the tag of a sheet's rows is read as one, too, for no damage gets through a workbook's
// compression.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "gisa/error.h"
#include "indexer/readers/formats/tables/workbook_texts.h"
#include "indexer/readers/formats/xml/xml_children.h"
#include "indexer/readers/source_reading.h"
#include "indexer/readers/text/text_decoding.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"

namespace gisa {
namespace {

class Sink final : public SourceSink {
 public:
  void begin_content(const std::string& member, const ArticleFormat& format) override {
    member_ = member;
    format_ = &format;
  }
  bool add_file() override { return true; }
  bool add_whole(std::string bytes) override {
    parse(bytes);
    return true;
  }
  bool add_lines(ByteStream& lines) override {
    const std::string text = read_all(lines, kMaxRecordBytes);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      parse(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
    return true;
  }
  void add_broken(std::uint64_t /*characters*/) override {}
  bool add_article(Article&& /*article*/, RecordPlace /*place*/) override { return true; }
  void add_problem(RecordPlace /*place*/, std::string reason) override { require(!reason.empty()); }

 private:
  void parse(std::string_view record) {
    try {
      (void)format_->parse(record, {member_, 1, nullptr, nullptr});
    } catch (const Error& error) {
      require(error.code() == ErrorCode::kBadInput);
    }
  }

  std::string member_;
  const ArticleFormat* format_ = nullptr;
};

// A file in memory, by its name.
std::string file_of(std::string_view bytes) {
  static const int fd = ::memfd_create("fuzz", 0);
  require(::ftruncate(fd, 0) == 0 && ::lseek(fd, 0, SEEK_SET) == 0);
  require(::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  return "/proc/self/fd/" + std::to_string(fd);
}

void read_sheet(std::string_view text) {
  if (text.find("<sheetData") == std::string_view::npos) return;
  MemoryStream stream(text);
  XmlChildren rows(stream, "sheetData", "row");
  std::string buffer;
  while (const auto row = rows.next()) {
    require(!row->fault || !row->fault->empty());
    const std::string_view cells = workbook_text(row->element, buffer);
    require(row->fault || find_invalid_utf8(cells) == std::string_view::npos);
  }
}

void fuzz(std::string_view input) {
  read_sheet(input.substr(1));
  const auto formats = article_formats();
  const std::size_t chosen = static_cast<unsigned char>(input.front()) % (2 * formats.size());
  const std::string name = file_of(input.substr(1));
  SourceFile source;
  source.file = name;
  source.name = "a";
  source.size = input.size() - 1;
  FileStream file(name);
  Sink sink;
  const ReadingOptions options{.forced = chosen < formats.size() ? formats[chosen] : nullptr};
  (void)read_source(source, file, options, sink);
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // Compressed files may grow to 250 times their size.
  gisa::require_linear_time(size, std::chrono::microseconds(500), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
