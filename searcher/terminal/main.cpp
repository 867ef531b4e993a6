// gisa-search: ranked search in a gisa database from the terminal. See gisa-search(1).

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <new>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "common/messages/messages.h"
#include "common/system/standard_streams.h"
#include "common/text/escape.h"
#include "gisa/analysis.h"
#include "gisa/json.h"
#include "gisa/searcher.h"
#include "searcher/terminal/input_file.h"
#include "searcher/terminal/line_editor.h"
#include "searcher/terminal/lost_file.h"
#include "searcher/terminal/options.h"
#include "searcher/terminal/printers/analysis_printer.h"
#include "searcher/terminal/printers/column_printer.h"
#include "searcher/terminal/printers/facet_printer.h"
#include "searcher/terminal/printers/text_printer.h"
#include "searcher/terminal/printers/trec_printer.h"
#include "searcher/terminal/session.h"
#include "searcher/terminal/terminal.h"
#include "searcher/terminal/topics.h"

namespace gisa::terminal {
namespace {

// The id that a single query has in a TREC run.
constexpr const char* kOnlyTopic = "1";

enum ExitStatus : int { kFound = 0, kNothingFound = 1, kFailed = 2 };

SearchRequest request_for(const Options& options, const std::stop_token& stop = {}) {
  SearchRequest request;
  request.query = options.query;
  request.limit = options.limit;
  request.offset = options.offset;
  request.sort = options.sort;
  request.half_life = options.half_life;
  request.time_limit = options.timeout;
  request.syntax = options.syntax;
  request.match = options.match;
  request.fold = options.fold;
  request.explain = options.explain;
  request.full_text = options.full;
  request.facets = options.facets;
  request.stop = stop;
  return request;
}

// With -n 0 the answer is the count.
ExitStatus status_of(const SearchResult& result, const Options& options) {
  const bool found = options.limit == 0 ? result.total.value > 0 : !result.hits.empty();
  return found ? kFound : kNothingFound;
}

ExitStatus print_json(const Searcher& searcher, const Options& options,
                      const std::stop_token& stop = {}) {
  const SearchResult result = searcher.search(request_for(options, stop));
  write_output(to_json(result, options.fields) + '\n');
  return status_of(result, options);
}

std::string to_json_lines(const SearchResult& result, const Options& options) {
  std::string lines;
  for (const Hit& hit : result.hits) lines += to_json(hit, options.fields) + '\n';
  return lines;
}

// The columns of tab-separated lines, unless --fields names others.
constexpr std::array kUsualColumns = {HitField::kRank, HitField::kId,    HitField::kScore,
                                      HitField::kDate, HitField::kPress, HitField::kTitle,
                                      HitField::kUrl};

std::string to_tsv(const SearchResult& result, const Options& options) {
  std::vector<HitField> fields = options.fields;
  if (fields.empty()) {
    fields.assign(kUsualColumns.begin(), kUsualColumns.end());
    if (options.full) fields.push_back(HitField::kText);
  }
  return to_columns(result, fields);
}

bool needs_snippets(const Options& options) {
  if (options.format == Format::kJsonl) return true;
  return std::ranges::any_of(options.fields, [](HitField field) {
    return field == HitField::kSnippet || field == HitField::kMatch;
  });
}

// A line a hit, for programs: what people should know goes to standard error.
ExitStatus print_lines(const Searcher& searcher, const Options& options) {
  SearchRequest request = request_for(options);
  request.snippets = needs_snippets(options);
  const SearchResult result = searcher.search(request);
  constexpr std::array kId = {HitField::kId};
  switch (options.format) {
    case Format::kJsonl:
      write_output(to_json_lines(result, options));
      break;
    case Format::kTsv:
      write_output(to_tsv(result, options));
      break;
    case Format::kTrec:
      write_output(to_trec(kOnlyTopic, result));
      break;
    default:
      write_output(to_columns(result, kId));
  }
  write_message(print_notes(result));
  return status_of(result, options);
}

// The histogram is drawn from the days, which are counted even if they are not listed.
void add_days(const Options& options, SearchRequest& request) {
  const auto is_day = [](const FacetRequest& facet) { return facet.field == FacetField::kDay; };
  if (options.histogram && std::ranges::none_of(request.facets, is_day))
    request.facets.push_back({.field = FacetField::kDay});
}

std::string print_counts(const SearchResult& result, const Options& options,
                         const TextStyle& style) {
  std::vector<Facet> listed = result.facets;
  std::erase_if(listed, [&](const Facet& facet) {
    return std::ranges::find(options.facets, facet.field, &FacetRequest::field) ==
           options.facets.end();
  });
  std::string text = print_facets(listed, options.match, style);
  const Facet* const days = find_facet(result.facets, FacetField::kDay);
  if (!options.histogram || days == nullptr) return text;
  const std::string bars = print_histogram(*days, *options.histogram, style);
  return text + (text.empty() || bars.empty() ? "" : "\n") + bars;
}

// On a terminal the summary belongs to the answer; elsewhere standard output holds articles only.
ExitStatus print_text(const Searcher& searcher, const Options& options,
                      const std::stop_token& stop = {}) {
  const Terminal terminal = describe_terminal(STDOUT_FILENO);
  const TextStyle style = {
      .color = use_color(options.color, terminal.is_terminal, std::getenv("NO_COLOR"),
                         std::getenv("TERM")),
      .width = terminal.width,
      .fields = options.fields,
      .links = use_hyperlinks(options.hyperlink, terminal.is_terminal,
                              [](const char* name) { return std::getenv(name); })};
  SearchRequest request = request_for(options, stop);
  request.snippet_width = snippet_width_for(terminal.width);
  add_days(options, request);
  const SearchResult result = searcher.search(request);
  std::string summary = print_notes(result) + summarize(result);
  if (options.explain) summary = print_parse(result) + summary;
  std::string text = to_text(result, style);
  const std::string counts = print_counts(result, options, style);
  text += (text.empty() || counts.empty() ? "" : "\n") + counts;
  if (terminal.is_terminal) {
    write_output(text + (text.empty() ? "" : "\n") + summary);
  } else {
    write_output(text);
    write_message(summary);
  }
  return status_of(result, options);
}

void report(std::string_view message, std::string_view hint) {
  std::string lines = fmt::format("gisa-search: {}\n", escape(message));
  if (!hint.empty()) lines += tr_format("hint: {}\n", escape(hint));
  write_message(lines);
}

std::string_view hint_for(const Error& error) {
  if (!error.hint().empty()) return error.hint();
  return error.code() == ErrorCode::kInternal ? tr("please report this error") : std::string_view();
}

SearchResult search_topic(const Searcher& searcher, const SearchRequest& request,
                          const Topic& topic) try {
  return searcher.search(request);
} catch (const Error& error) {
  throw Error(error.code(), tr_format("topic {}: {}", topic.id, error.what()), error.hint());
}

ExitStatus print_run(const Searcher& searcher, const Options& options,
                     const std::vector<Topic>& topics) {
  SearchRequest request = request_for(options);
  request.snippets = false;
  bool found = false;
  for (const Topic& topic : topics) {
    request.query = topic.query;
    const SearchResult result = search_topic(searcher, request, topic);
    write_output(to_trec(topic.id, result));
    found = found || status_of(result, options) == kFound;
  }
  return found ? kFound : kNothingFound;
}

Searcher open_searcher(const Options& options) {
  Searcher searcher(options.database);
  if (!options.synonyms) return searcher;
  if (options.synonyms->empty()) {
    searcher.set_synonyms("");
  } else {
    const std::string& path = options.synonyms->string();
    searcher.set_synonyms(read_input(path, tr("synonyms")), path);
  }
  return searcher;
}

// A search that Ctrl-C ends, with what was found by then.
ExitStatus search_interruptibly(const Searcher& searcher, const Options& options) {
  constexpr std::chrono::milliseconds kBetweenLooks(20);
  was_interrupted();  // what was typed before is not about this search
  std::stop_source stop;
  std::mutex mutex;
  std::condition_variable_any is_over;
  const std::jthread watcher([&](const std::stop_token& end) {
    std::unique_lock lock(mutex);
    while (!is_over.wait_for(lock, end, kBetweenLooks, [&] { return end.stop_requested(); })) {
      if (was_interrupted()) stop.request_stop();
    }
  });
  return options.format == Format::kJson ? print_json(searcher, options, stop.get_token())
                                         : print_text(searcher, options, stop.get_token());
}

// 1 if queries were asked and none found anything, 2 if that may be because of an error.
ExitStatus run_session(Searcher& searcher, const Options& options) {
  LineEditor editor("gisa> ", history_file([](const char* name) { return std::getenv(name); }));
  Session session(options);
  bool asked = false, found = false, failed = false;
  const auto search = [&](const Options& wanted) {
    searcher.refresh();
    asked = true;
    found = search_interruptibly(searcher, wanted) == kFound || found;
  };
  if (!options.query.empty()) search(options);
  while (true) {
    const Input input = editor.read();
    if (input.kind == Input::Kind::kEnd) break;
    if (input.kind == Input::Kind::kInterrupted) continue;
    try {
      const Step step = session.enter(input.line);
      if (step.kind == Step::Kind::kQuit) break;
      if (step.kind == Step::Kind::kMessage) write_output(step.message);
      if (step.kind == Step::Kind::kSearch) search(step.options);
    } catch (const Error& error) {
      report(error.what(), hint_for(error));
      failed = failed || error.code() != ErrorCode::kInvalidArgument;
    }
  }
  if (!asked || found) return kFound;
  return failed ? kFailed : kNothingFound;
}

ExitStatus run(int argc, char** argv) {
  const Options options = parse_options(argc, argv, std::getenv("GISA_DB"));
  if (!options.notice.empty()) {
    write_output(options.notice);
    return kFound;
  }
  if (options.analyzed) {
    const TextAnalysis analysis = analyze_text(*options.analyzed);
    write_output(options.format == Format::kJson ? to_json(*options.analyzed, analysis)
                                                 : to_text(*options.analyzed, analysis));
    return kFound;
  }
  if (options.topics) {
    const std::vector<Topic> topics = load_topics(*options.topics);
    return print_run(open_searcher(options), options, topics);
  }
  Searcher searcher = open_searcher(options);
  if (options.interactive) return run_session(searcher, options);
  switch (options.format) {
    case Format::kText:
      return print_text(searcher, options);
    case Format::kJson:
      return print_json(searcher, options);
    default:
      return print_lines(searcher, options);
  }
}

ExitStatus run_and_report(int argc, char** argv) try {
  return run(argc, argv);
} catch (const BrokenPipe&) {
  return kFound;
} catch (const Error& error) {
  report(error.what(), hint_for(error));
  return kFailed;
} catch (const std::bad_alloc&) {
  report(tr("out of memory"), {});
  return kFailed;
} catch (const std::exception& error) {
  report(error.what(), tr("please report this error"));
  return kFailed;
}

}  // namespace
}  // namespace gisa::terminal

int main(int argc, char** argv) {
  gisa::reserve_standard_descriptors();
  gisa::use_language_of_user();
  gisa::ignore_broken_pipes();
  gisa::terminal::report_lost_files(gisa::terminal::kFailed);
  return gisa::terminal::run_and_report(argc, argv);
}
