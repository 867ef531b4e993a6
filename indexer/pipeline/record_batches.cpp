#include "indexer/pipeline/record_batches.h"

#include <fmt/format.h>

#include <utility>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

std::uint64_t text_size(const Article& article) {
  return article.title.size() + article.body.size() + article.id.size() + article.url.size();
}

class Batcher final : public SourceSink {
 public:
  Batcher(const BatchLimits& limits, const ReadingOptions& options, const BatchReceiver& receiver)
      : limits_(limits), options_(options), receiver_(receiver) {}

  // False if the receiver wants no more.
  bool add(const SourceFile& source);
  bool flush();

  void begin_content(const std::string& member, const ArticleFormat& format) override;
  void begin_part(std::string_view name) override;
  bool add_file() override;
  bool add_whole(std::string bytes) override;
  bool add_lines(ByteStream& lines) override;
  bool add_article(Article&& article, RecordPlace place) override;
  void add_problem(RecordPlace place, std::string reason) override;
  void add_note(RecordPlace place, std::string note) override;
  void add_broken(std::uint64_t characters) override {
    if (receiver_.broken && characters > 0) receiver_.broken(characters);
  }

 private:
  bool add_record(RecordRef record, std::uint64_t bytes);
  bool take_record(RecordRef record);
  bool fill(ByteStream& lines, std::string& buffer, bool& at_end);
  void note_long_line(std::uint64_t line);
  bool cut_lines(const std::shared_ptr<const std::string>& buffer);
  void note_progress();
  Problem problem_at(RecordPlace place, std::string reason) const;

  const BatchLimits limits_;
  const ReadingOptions& options_;
  const BatchReceiver& receiver_;
  RecordBatch batch_;
  std::uint64_t next_number_ = 0;
  std::uint64_t records_ = 0;

  // The source at hand.
  const SourceFile* source_ = nullptr;
  const FileStream* file_ = nullptr;
  std::uint64_t noted_bytes_ = 0;              // of it, in the progress of batches
  std::string content_;                        // a member of an archive; empty: the source itself
  std::shared_ptr<const std::string> member_;  // the same, or a part of it
  const ArticleFormat* format_ = nullptr;
  bool named_only_ = false;  // the file is left to whoever works on the batch
  std::uint64_t line_ = 0;
  bool in_long_line_ = false;  // it was reported; its rest is passed over
};

bool Batcher::add(const SourceFile& source) {
  source_ = &source;
  member_ = nullptr;
  noted_bytes_ = 0;
  named_only_ = false;
  if (receiver_.source) receiver_.source(source);
  try {
    FileStream file(source.file);
    file_ = &file;
    const ReadingResult result = read_source(source, file, options_, *this);
    note_progress();
    // For the progress, parts of a file that were passed over count as read.
    if (!named_only_ && source.size > noted_bytes_)
      batch_.input_bytes += source.size - noted_bytes_;
    file_ = nullptr;
    if (result == ReadingResult::kStopped) return false;
    if (result == ReadingResult::kNotRecognized) {
      if (source.is_optional) return true;
      member_ = nullptr;
      add_problem({}, tr("nothing in it that is known as articles; choose a format with --format"));
    }
    if (!named_only_ && receiver_.finished) receiver_.finished({&source});
  } catch (const Error& error) {
    file_ = nullptr;
    add_problem({}, error.what());
  }
  return true;
}

bool Batcher::flush() {
  if (batch_.records.empty()) return true;
  note_progress();
  batch_.number = next_number_++;
  RecordBatch full = std::move(batch_);
  batch_ = {};
  return receiver_.deliver(std::move(full));
}

// What was read of a file that is read here counts for the batch at hand.
void Batcher::note_progress() {
  if (file_ == nullptr || named_only_ || file_->position() <= noted_bytes_) return;
  batch_.input_bytes += file_->position() - noted_bytes_;
  noted_bytes_ = file_->position();
}

void Batcher::begin_content(const std::string& member, const ArticleFormat& format) {
  content_ = member;
  member_ = member.empty() ? nullptr : std::make_shared<const std::string>(member);
  format_ = &format;
  if (receiver_.content) receiver_.content(format);
}

void Batcher::begin_part(std::string_view name) {
  member_ = std::make_shared<const std::string>(
      content_.empty() ? std::string(name) : fmt::format("{}/{}", content_, name));
}

bool Batcher::add_record(RecordRef record, std::uint64_t bytes) {
  batch_.text_bytes += bytes;
  const bool full =
      batch_.records.size() + 1 >= limits_.records || batch_.text_bytes >= limits_.bytes;
  return take_record(std::move(record)) && (!full || flush());
}

// False, with all of them delivered, if it is the last one that is wanted.
bool Batcher::take_record(RecordRef record) {
  batch_.records.push_back(std::move(record));
  if (++records_ != limits_.total) return true;
  flush();
  return false;
}

bool Batcher::add_file() {
  named_only_ = true;
  batch_.input_bytes += source_->size;
  return add_record({.source = source_, .format = format_}, source_->size);
}

bool Batcher::add_whole(std::string bytes) {
  RecordRef record{.source = source_, .format = format_, .member = member_};
  record.contents = std::make_shared<const std::string>(std::move(bytes));
  record.bytes = *record.contents;
  const std::size_t size = record.bytes.size();
  return add_record(std::move(record), size);
}

bool Batcher::add_article(Article&& article, RecordPlace place) {
  const std::uint64_t bytes = text_size(article);
  RecordRef record{.source = source_, .line = place.number, .format = format_, .member = member_};
  record.article = std::make_unique<Article>(std::move(article));
  return add_record(std::move(record), bytes);
}

void Batcher::add_problem(RecordPlace place, std::string reason) {
  receiver_.report(*source_, problem_at(place, std::move(reason)));
}

void Batcher::add_note(RecordPlace place, std::string note) {
  if (receiver_.note) receiver_.note(*source_, problem_at(place, std::move(note)));
}

Problem Batcher::problem_at(RecordPlace place, std::string reason) const {
  const RecordRef record{.source = source_, .member = member_};
  return {record.shown_path(), place.number, std::move(reason), place.unit};
}

void Batcher::note_long_line(std::uint64_t line) {
  add_problem({line, PlaceUnit::kLine},
              tr_format("longer than {} MB, which no article is", kMaxRecordBytes >> 20));
}

// Reads a block, cuts it after its last line end, and carries the rest over.
bool Batcher::add_lines(ByteStream& lines) {
  if (!flush()) return false;
  std::string carried;
  line_ = 0;
  in_long_line_ = false;
  bool at_end = false;
  while (!at_end) {
    auto buffer = std::make_shared<std::string>(std::move(carried));
    carried.clear();
    std::string failure;
    try {
      if (!fill(lines, *buffer, at_end)) continue;
    } catch (const Error& error) {
      failure = error.what();  // what was read before it is whole, up to its last line
    }
    const std::size_t cut = at_end ? buffer->size() : buffer->rfind('\n') + 1;  // npos + 1 is 0
    carried.assign(*buffer, cut);
    buffer->resize(cut);
    if (!cut_lines(buffer)) return false;
    if (failure.empty()) continue;
    add_problem({line_ + 1, PlaceUnit::kLine}, failure);
    return true;
  }
  return true;
}

// Reads until the block is full and holds a line end, or to the end of the file. False if all there
// is so far belongs to a line that is too long.
bool Batcher::fill(ByteStream& lines, std::string& buffer, bool& at_end) {
  std::size_t target = limits_.bytes;
  while (true) {
    const std::size_t had = buffer.size();
    if (had >= target) {
      const std::size_t line_end = buffer.find('\n');
      if (in_long_line_ && line_end != std::string::npos) {
        buffer.erase(0, line_end);  // what is left of it is blank
        in_long_line_ = false;
        if (buffer.rfind('\n') != std::string::npos) return true;
      }
      if (line_end != std::string::npos) return true;
      if (in_long_line_ || had > kMaxRecordBytes) {
        if (!in_long_line_) note_long_line(line_ + 1);
        in_long_line_ = true;
        buffer.clear();
        return false;
      }
      target = had * 2;  // one very long line
    }
    buffer.resize(target);
    std::size_t got = 0;
    try {
      got = lines.read(buffer.data() + had, target - had);
    } catch (const Error&) {
      buffer.resize(had);
      throw;
    }
    buffer.resize(had + got);
    if (got > 0) continue;
    at_end = true;
    if (in_long_line_) {
      const std::size_t line_end = buffer.find('\n');
      buffer.erase(0, line_end);
      in_long_line_ = false;
    }
    return true;
  }
}

bool Batcher::cut_lines(const std::shared_ptr<const std::string>& buffer) {
  std::string_view rest = *buffer;
  batch_.buffer = buffer;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    batch_.text_bytes += line.size() + 1;
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_blank(line)) continue;
    if (line.size() > kMaxRecordBytes) {
      note_long_line(line_);
      continue;
    }
    if (!take_record({.source = source_,
                      .line = line_,
                      .bytes = line,
                      .format = format_,
                      .member = member_})) {
      return false;
    }
    if (batch_.records.size() < limits_.records) continue;
    if (!flush()) return false;
    batch_.buffer = buffer;
  }
  return flush();
}

}  // namespace

std::string RecordRef::name() const {
  return member == nullptr ? source->name : source->name + "/" + *member;
}

std::string RecordRef::shown_path() const {
  return member == nullptr ? source->file.string() : source->file.string() + "/" + *member;
}

void make_batches(const std::vector<const SourceFile*>& sources, const BatchLimits& limits,
                  const ReadingOptions& options, const BatchReceiver& receiver) {
  Batcher batcher(limits, options, receiver);
  for (const SourceFile* source : sources) {
    if (!batcher.add(*source)) return;
  }
  batcher.flush();
}

}  // namespace gisa
