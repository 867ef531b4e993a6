#include "indexer/readers/source_reading.h"

#include <filesystem>
#include <memory>
#include <utility>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/bytes/archive.h"
#include "indexer/readers/bytes/gzip_stream.h"
#include "indexer/readers/foreign_files.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/format_detection.h"
#include "indexer/readers/formats/tables/xlsx_format.h"
#include "indexer/readers/text/text_decoding.h"
#include "indexer/readers/text/text_encoding.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxArchiveDepth = 3;
constexpr std::size_t kSmallHead = 4 << 10;  // bytes: enough for a file that is one record

// Left in archives by other systems.
bool is_hidden(const fs::path& name) {
  for (const fs::path& part : name) {
    const std::string text = part.string();
    if (text == "__MACOSX" || (text.size() > 1 && text.front() == '.' && text != "..")) return true;
  }
  return false;
}

// "a.jsonl.gz" is read as "a.jsonl", "a.tgz" as nothing in particular.
fs::path without_compression(const fs::path& name) {
  if (!has_extension(name, {".gz", ".xz", ".zst", ".bz2", ".lzma", ".lz4"})) return name;
  return name.stem();
}

class SourceReader {
 public:
  SourceReader(const SourceFile& source, const ReadingOptions& options, SourceSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  ReadingResult read(FileStream& file);

 private:
  ReadingResult read_content(const std::string& member, const fs::path& name, HeadStream& bytes,
                             FileStream* file, int depth);
  ReadingResult refuse(const std::string& kind, const std::string& member,
                       const fs::path& name) const;
  ReadingResult read_zip(const std::string& member, FileStream& file, int depth);
  ReadingResult read_members(const std::string& member, const fs::path& name,
                             ArchiveReader& archive, int depth);
  ReadingResult read_text(const std::string& member, const fs::path& name, HeadStream& bytes,
                          bool is_plain_file);
  ReadingResult read_whole(const std::string& member, const ArticleFormat& format,
                           HeadStream& bytes, bool is_plain_file);
  ReadingResult read_lines(HeadStream& bytes, std::string_view head);
  ReadingResult read_records(const StreamFormat& format, HeadStream& bytes);
  static ReadingResult result(bool go_on) {
    return go_on ? ReadingResult::kDone : ReadingResult::kStopped;
  }

  const SourceFile& source_;
  const ReadingOptions& options_;
  SourceSink& sink_;
};

ReadingResult SourceReader::read(FileStream& file) {
  HeadStream bytes(file);
  try {
    return read_content({}, source_.name, bytes, &file, 0);
  } catch (const Error& error) {
    sink_.add_problem({}, error.what());
    return ReadingResult::kDone;
  }
}

// `file`: where `bytes` come from, if it is a file as it is.
ReadingResult SourceReader::read_content(const std::string& member, const fs::path& name,
                                         HeadStream& bytes, FileStream* file, int depth) {
  const std::string_view head = bytes.head(kSmallHead);
  if (!is_archive(head)) {
    const std::string foreign = describe_foreign_file(head);
    if (!foreign.empty()) return refuse(foreign, member, name);
    return read_text(member, name, bytes, file != nullptr && file->is_regular_file());
  }
  if (depth == kMaxArchiveDepth) {
    throw Error(ErrorCode::kBadInput, tr("archives nested more than three deep are not opened"));
  }
  if (is_zip(head) || is_7z(head)) {
    const bool is_zipped = is_zip(head);
    std::unique_ptr<FileStream> spooled;
    if (file == nullptr || !file->is_regular_file()) {
      spooled = spool(bytes);
      file = spooled.get();
    }
    if (is_zipped) return read_zip(member, *file, depth);
    ArchiveReader archive(*file);
    return read_members(member, {}, archive, depth);
  }
  if (is_gzip(head)) {
    GzipStream content(bytes);
    ArchiveReader archive(content, true);
    const ReadingResult read = read_members(member, name, archive, depth);
    if (content.has_wrong_checksum())
      sink_.add_problem({}, tr("its checksum is wrong: what was read of it may be damaged"));
    return read;
  }
  ArchiveReader archive(bytes);
  return read_members(member, name, archive, depth);
}

// What nobody expects to be read is passed over without a word.
ReadingResult SourceReader::refuse(const std::string& kind, const std::string& member,
                                   const fs::path& name) const {
  const bool is_expected =
      member.empty() ? !source_.is_optional : recognize_article_format(name) != nullptr;
  if (!is_expected) return ReadingResult::kNotRecognized;
  throw Error(ErrorCode::kBadInput, kind);
}

ReadingResult SourceReader::read_zip(const std::string& member, FileStream& file, int depth) {
  const ZipKind kind = look_into_zip(file);
  if (!kind.foreign.empty()) throw Error(ErrorCode::kBadInput, kind.foreign);
  if (kind.is_workbook) {
    sink_.begin_content(member, *find_article_format("xlsx"));
    std::uint64_t broken = 0;
    try {
      read_workbook(file, options_.field_names(), sink_, broken);
    } catch (const Error& error) {
      sink_.add_problem({}, error.what());  // what was read before it stays
    }
    sink_.add_broken(broken);
    return ReadingResult::kDone;
  }
  ArchiveReader archive(file);
  return read_members(member, {}, archive, depth);
}

ReadingResult SourceReader::read_members(const std::string& member, const fs::path& name,
                                         ArchiveReader& archive, int depth) {
  bool recognized = false;
  while (archive.next()) {
    const bool is_single = archive.name().empty();  // a compressed file
    if (!is_single && is_hidden(archive.name())) continue;
    const std::string inner =
        is_single ? member : member + (member.empty() ? "" : "/") + archive.name();
    const fs::path inner_name = is_single ? without_compression(name) : fs::path(archive.name());
    ReadingResult result = ReadingResult::kDone;
    try {
      if (archive.is_encrypted())
        throw Error(ErrorCode::kBadInput, tr("it is locked by a password"));
      HeadStream bytes(archive.member());
      result = read_content(inner, inner_name, bytes, nullptr, depth + 1);
    } catch (const Error& error) {
      sink_.begin_content(inner, *find_article_format("text"));
      sink_.add_problem({}, error.what());
    }
    if (result == ReadingResult::kStopped) return result;
    recognized |= result == ReadingResult::kDone;
  }
  return recognized ? ReadingResult::kDone : ReadingResult::kNotRecognized;
}

ReadingResult SourceReader::read_text(const std::string& member, const fs::path& name,
                                      HeadStream& bytes, bool is_plain_file) {
  const ArticleFormat* by_name =
      options_.forced != nullptr ? options_.forced : recognize_article_format(name);
  if (by_name == nullptr && member.empty() && !is_plain_file) by_name = source_.format;
  // A file that is one record by its name shows soon if it is something else.
  const bool is_one_record =
      by_name != nullptr && !by_name->is_line_oriented() && !by_name->is_stream();
  const std::size_t wanted = is_one_record ? kSmallHead : kDetectionBytes;
  const std::string_view head = bytes.head(wanted);
  std::string text;
  TextDecoder decoder;
  try {
    // What is cut at the end of the head counts for nothing.
    decoder.append(head, head.size() < wanted, text);
  } catch (const Error&) {
    if (by_name == nullptr) return ReadingResult::kNotRecognized;
    throw;
  }
  const ArticleFormat* format = options_.forced != nullptr
                                    ? options_.forced
                                    : detect_format(text, by_name, options_.field_names());
  if (format == nullptr && text.starts_with("<?xml")) {
    return refuse(tr("XML whose elements are not known (NewsML, RSS and Atom are); convert it to "
                     "JSONL"),
                  member, name);
  }
  if (format == nullptr) return ReadingResult::kNotRecognized;
  if (format->is_workbook()) throw Error(ErrorCode::kBadInput, tr("no Excel workbook (.xlsx)"));
  sink_.begin_content(member, *format);
  if (format->is_line_oriented()) return read_lines(bytes, head);
  if (!format->is_stream()) return read_whole(member, *format, bytes, is_plain_file);
  if (is_blank(text)) throw Error(ErrorCode::kBadInput, tr("empty file"));
  return read_records(static_cast<const StreamFormat&>(*format), bytes);
}

ReadingResult SourceReader::read_whole(const std::string& member, const ArticleFormat&,
                                       HeadStream& bytes, bool is_plain_file) {
  if (is_plain_file && member.empty()) {
    if (source_.size > kMaxRecordBytes) {
      throw Error(ErrorCode::kBadInput, tr("larger than 32 MB, which no article is"));
    }
    return result(sink_.add_file());
  }
  return result(sink_.add_whole(read_all(bytes, kMaxRecordBytes)));
}

ReadingResult SourceReader::read_lines(HeadStream& bytes, std::string_view head) {
  // A line end is one in CP949 as well, so each line may be in its own encoding.
  const auto encoding = detect_encoding(head, head.size() < kDetectionBytes);
  const bool is_wide = encoding && (*encoding == TextEncoding::kUtf16LittleEndian ||
                                    *encoding == TextEncoding::kUtf16BigEndian);
  if (!is_wide) return result(sink_.add_lines(bytes));
  DecodingStream text(bytes);
  const bool go_on = sink_.add_lines(text);
  sink_.add_broken(text.broken());
  return result(go_on);
}

// Notes whether the sink wanted more.
class WatchingSink final : public RecordSink {
 public:
  explicit WatchingSink(RecordSink& sink) : sink_(sink) {}
  bool add_article(Article&& article, RecordPlace place) override {
    return go_on = sink_.add_article(std::move(article), place);
  }
  void add_problem(RecordPlace place, std::string reason) override {
    sink_.add_problem(place, std::move(reason));
  }
  void add_note(RecordPlace place, std::string note) override {
    sink_.add_note(place, std::move(note));
  }
  bool go_on = true;

 private:
  RecordSink& sink_;
};

ReadingResult SourceReader::read_records(const StreamFormat& format, HeadStream& bytes) {
  DecodingStream text(bytes);
  WatchingSink sink(sink_);
  try {
    format.read_records(text, options_.field_names(), sink);
  } catch (const Error& error) {
    sink_.add_problem({}, error.what());  // what was read before it stays
  }
  sink_.add_broken(text.broken());
  return result(sink.go_on);
}

}  // namespace

ReadingResult read_source(const SourceFile& source, FileStream& file, const ReadingOptions& options,
                          SourceSink& sink) {
  return SourceReader(source, options, sink).read(file);
}

std::optional<Problem> find_foreign_file(const std::vector<std::string>& paths) {
  for (const SourceFile& source : find_source_files(paths, nullptr, [](const Problem&) {})) {
    if (!source.is_optional) continue;
    try {
      FileStream file(source.file);
      HeadStream bytes(file);
      std::string foreign = describe_foreign_file(bytes.head(kSmallHead));
      if (!foreign.empty()) return Problem{source.file.string(), 0, std::move(foreign)};
    } catch (const Error&) {
      continue;  // was told when it was to be read
    }
  }
  return std::nullopt;
}

}  // namespace gisa
