#include "indexer/commands/survey.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/system/files.h"
#include "common/text/character_width.h"
#include "gisa/error.h"
#include "indexer/cleaner/cleaner.h"
#include "indexer/pipeline/record_batches.h"

namespace gisa {
namespace {

using Clock = std::chrono::steady_clock;
constexpr const char* kUnknown = to_translate("unknown");

class Surveyor {
 public:
  Surveyor(const IndexOptions& options, IndexObserver& observer)
      : options_(options), observer_(observer), names_(FieldNames::parse(options.names)) {}

  Survey run();

 private:
  bool read_batch(const RecordBatch& batch);
  void read_record(const RecordRef& record);
  void tell_note(const SourceFile& source, const Problem& note) {
    if (noted_sources_.insert(&source).second) observer_.on_note(note);
  }
  void report(const std::string& format, const Problem& problem) {
    ++formats_[format].problems;
    observer_.on_problem(problem);
  }

  const IndexOptions& options_;
  IndexObserver& observer_;
  const FieldNames names_;
  Cleaner cleaner_;
  std::map<std::string, FormatSurvey> formats_;
  std::string format_ = kUnknown;  // of the content at hand
  ReadingNotes notes_;
  std::set<const SourceFile*> noted_sources_;
};

Survey Surveyor::run() {
  const auto started = Clock::now();
  const ReadingOptions reading{
      .names = &names_,
      .forced = options_.format.empty() ? nullptr : find_article_format(options_.format)};
  const auto sources = find_source_files(
      options_.paths, reading.forced, [&](const Problem& problem) { report(kUnknown, problem); });
  std::vector<const SourceFile*> chosen;
  for (const SourceFile& source : sources) chosen.push_back(&source);
  const BatchReceiver receiver{
      .deliver = [&](const RecordBatch& batch) { return read_batch(batch); },
      .finished = {},
      .report = [&](const SourceFile&, const Problem& problem) { report(format_, problem); },
      .broken = [&](std::uint64_t characters) { notes_.broken_characters += characters; },
      .content =
          [&](const ArticleFormat& format) {
            format_ = format.name();
            ++formats_[format_].files;
          },
      .source = [&](const SourceFile&) { format_ = kUnknown; },
      .note = [&](const SourceFile& source, const Problem& note) { tell_note(source, note); }};
  make_batches(chosen, {.total = options_.limit}, reading, receiver);
  Survey survey;
  for (auto& [name, format] : formats_) {
    format.format = name;
    survey.formats.push_back(format);
  }
  survey.broken_characters = notes_.broken_characters;
  survey.seconds = std::chrono::duration<double>(Clock::now() - started).count();
  return survey;
}

bool Surveyor::read_batch(const RecordBatch& batch) {
  for (const RecordRef& record : batch.records) {
    read_record(record);
  }
  return true;
}

void Surveyor::read_record(const RecordRef& record) {
  FormatSurvey& format = formats_[std::string(record.format->name())];
  try {
    Article raw;
    if (record.article != nullptr) {
      raw = std::move(*record.article);
    } else {
      std::string content;
      if (record.bytes.data() == nullptr) content = read_file(record.source->file);
      const std::string name = record.name();
      raw = record.format->parse(record.bytes.data() == nullptr ? content : record.bytes,
                                 {name, record.line, &notes_, &names_});
    }
    if (!notes_.remark.empty()) {
      tell_note(*record.source,
                {record.shown_path(), record.line, std::exchange(notes_.remark, {})});
    }
    const bool untitled = raw.title.empty();
    const bool bodiless = raw.body.empty();
    const std::uint64_t bytes = raw.title.size() + raw.body.size();
    const Article article = cleaner_.clean(std::move(raw));
    ++format.articles;
    format.text_bytes += bytes;
    format.untitled += untitled ? 1 : 0;
    format.bodiless += bodiless ? 1 : 0;
    format.undated += article.date.empty() ? 1 : 0;
  } catch (const Error& error) {
    report(std::string(record.format->name()), {record.shown_path(), record.line, error.what()});
  }
}

// The columns of the table behind the format's name, each as wide as it needs.
std::string table_row(std::string_view name, const std::array<std::string, 7>& cells) {
  constexpr std::array<std::size_t, 7> kColumns = {8, 12, 9, 8, 9, 9, 9};
  std::string row = pad_right(name, 9);
  for (std::size_t i = 0; i < cells.size(); ++i) row += ' ' + pad_left(cells[i], kColumns[i]);
  return row + '\n';
}

std::string table_row(const FormatSurvey& format) {
  const bool is_name = find_article_format(format.format) != nullptr;  // as for --format
  return table_row(
      is_name ? format.format : tr(format.format.c_str()),
      {format_count(format.files), format_count(format.articles), format_count(format.problems),
       fmt::format("{:.1f}", static_cast<double>(format.text_bytes) / 1e6),
       format_count(format.undated), format_count(format.untitled), format_count(format.bodiless)});
}

std::string json_of(const FormatSurvey& format) {
  return fmt::format(
      R"({{"format":"{}","files":{},"articles":{},"problems":{},"text_bytes":{},"undated":{},)"
      R"("untitled":{},"bodiless":{}}})",
      format.format, format.files, format.articles, format.problems, format.text_bytes,
      format.undated, format.untitled, format.bodiless);
}

}  // namespace

FormatSurvey Survey::total() const {
  FormatSurvey total;
  total.format = to_translate("all");
  for (const FormatSurvey& format : formats) {
    total.files += format.files;
    total.articles += format.articles;
    total.problems += format.problems;
    total.text_bytes += format.text_bytes;
    total.undated += format.undated;
    total.untitled += format.untitled;
    total.bodiless += format.bodiless;
  }
  return total;
}

Survey survey_sources(const IndexOptions& options, IndexObserver& observer) {
  return Surveyor(options, observer).run();
}

std::string format_survey(const Survey& survey) {
  std::string table = table_row(tr("format"), {tr("files"), tr("articles"), tr("problems"), "MB",
                                               tr("no date"), tr("no title"), tr("no body")});
  for (const FormatSurvey& format : survey.formats) table += table_row(format);
  if (survey.formats.size() != 1) table += table_row(survey.total());
  if (survey.broken_characters > 0) {
    table += tr_count(survey.broken_characters, "{} broken character would become U+FFFD\n",
                      "{} broken characters would become U+FFFD\n");
  }
  return table;
}

std::string format_survey_json(const Survey& survey) {
  std::string formats;
  for (const FormatSurvey& format : survey.formats) {
    formats += (formats.empty() ? "" : ",") + json_of(format);
  }
  const FormatSurvey total = survey.total();
  return fmt::format(
      R"({{"files":{},"articles":{},"problems":{},"text_bytes":{},"broken_characters":{},)"
      R"("seconds":{:.3f},"formats":[{}]}})",
      total.files, total.articles, total.problems, total.text_bytes, survey.broken_characters,
      survey.seconds, formats);
}

}  // namespace gisa
