#include "searcher/terminal/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/messages/messages.h"
#include "searcher/terminal/command_line.h"

namespace gisa::terminal {
namespace {

constexpr const char* kDefaultDatabase = "gisa.db";
constexpr std::size_t kDefaultLimit = 10;
constexpr std::size_t kDefaultTopicsLimit = 100;
constexpr std::size_t kLargestLimit = 1'000'000;
constexpr std::size_t kLargestOffset = 1'000'000'000;

struct Choice {
  const char* name;
  int value;
};

constexpr std::array kSorts = {
    Choice{"relevance", static_cast<int>(Sort::kRelevance)},
    Choice{"newest", static_cast<int>(Sort::kNewest)},
    Choice{"oldest", static_cast<int>(Sort::kOldest)},
    Choice{"recent", static_cast<int>(Sort::kRecent)},
};

constexpr std::array kFormats = {
    Choice{"text", static_cast<int>(Format::kText)},
    Choice{"json", static_cast<int>(Format::kJson)},
    Choice{"jsonl", static_cast<int>(Format::kJsonl)},
    Choice{"tsv", static_cast<int>(Format::kTsv)},
    Choice{"trec", static_cast<int>(Format::kTrec)},
    Choice{"ids", static_cast<int>(Format::kIds)},
};

constexpr std::array kPeriods = {
    Choice{"auto", static_cast<int>(Period::kAuto)},
    Choice{"year", static_cast<int>(Period::kYear)},
    Choice{"month", static_cast<int>(Period::kMonth)},
    Choice{"day", static_cast<int>(Period::kDay)},
};

constexpr std::array kColors = {
    Choice{"auto", static_cast<int>(ColorMode::kAuto)},
    Choice{"always", static_cast<int>(ColorMode::kAlways)},
    Choice{"never", static_cast<int>(ColorMode::kNever)},
};

constexpr std::array kHyperlinks = {
    Choice{"auto", static_cast<int>(HyperlinkMode::kAuto)},
    Choice{"always", static_cast<int>(HyperlinkMode::kAlways)},
    Choice{"never", static_cast<int>(HyperlinkMode::kNever)},
};

constexpr std::array kSyntaxes = {
    Choice{"query", static_cast<int>(Syntax::kQuery)},
    Choice{"words", static_cast<int>(Syntax::kWords)},
};

constexpr std::array kMatches = {
    Choice{"auto", static_cast<int>(MatchMode::kAuto)},
    Choice{"all", static_cast<int>(MatchMode::kAll)},
    Choice{"any", static_cast<int>(MatchMode::kAny)},
};

[[noreturn]] void reject_both(const std::string& one, const std::string& other) {
  reject(tr_format("{} and {} exclude each other", one, other));
}

std::size_t parse_count(const char* name, const std::string& text, std::size_t largest) {
  std::size_t count = 0;
  const char* const text_end = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), text_end, count);
  if (error != std::errc() || end != text_end || count > largest) {
    reject(tr_format("{}: '{}' is not a number from 0 to {}", name, text, largest));
  }
  return count;
}

template <typename Choices>
int parse_choice(const char* name, const std::string& text, const Choices& choices) {
  std::string names;
  for (const Choice& choice : choices) {
    if (text == choice.name) return choice.value;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", choice.name);
  }
  reject(tr_format("{}: '{}' is not one of {}", name, text, names));
}

std::string all_field_names() {
  std::string names;
  for (int i = 0; i <= static_cast<int>(HitField::kSimilar); ++i)
    names += fmt::format("{}{}", i == 0 ? "" : ", ", field_name(static_cast<HitField>(i)));
  return names;
}

// Splits at commas; nothing between two is an empty name.
std::vector<std::string> split_names(const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    names.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

std::vector<HitField> parse_fields(const std::string& list) {
  std::vector<HitField> fields;
  for (const std::string& name : split_names(list)) {
    const auto field = find_field(name);
    if (!field) {
      reject(tr_format("--fields: '{}' is no field", name),
             tr_format("the fields are {}", all_field_names()));
    }
    if (std::ranges::find(fields, *field) == fields.end()) fields.push_back(*field);
  }
  return fields;
}

bool has_field(const Options& options, HitField field) {
  return std::ranges::find(options.fields, field) != options.fields.end();
}

FacetRequest parse_facet(const std::string& text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const auto field = find_facet_field(text.substr(0, colon));
  if (!field) {
    reject(tr_format("--facet: '{}' is no facet", text.substr(0, colon)),
           tr("the facets are press, section, reporter, year, month, day"));
  }
  FacetRequest facet{.field = *field};
  if (colon < text.size())
    facet.limit = parse_count("--facet", text.substr(colon + 1), kLargestLimit);
  return facet;
}

// The last of facets by the same name counts.
void read_facets(const CommandLine& line, Options& options) {
  for (const std::string& list : line.facets) {
    for (const std::string& name : split_names(list)) {
      const FacetRequest facet = parse_facet(name);
      std::erase_if(options.facets,
                    [&](const FacetRequest& other) { return other.field == facet.field; });
      options.facets.push_back(facet);
    }
  }
  if (line.histogram_option->count() > 0)
    options.histogram = static_cast<Period>(parse_choice("--histogram", line.histogram, kPeriods));
  if (!options.facets.empty() && options.format != Format::kText && options.format != Format::kJson)
    reject(tr_format("--facet prints text or json, not {}", line.format));
  if (options.histogram && options.format != Format::kText) {
    reject(tr_format("--format {} has no --histogram", line.json ? "json" : line.format),
           tr("--facet year, month or day with --json has its numbers"));
  }
}

void read_format(const CommandLine& line, Options& options) {
  options.format = static_cast<Format>(parse_choice("--format", line.format, kFormats));
  if (line.json) {
    if (line.format_option->count() > 0 && options.format != Format::kJson)
      reject_both("--json", "--format " + line.format);
    options.format = Format::kJson;
  }
  const bool has_columns = options.format == Format::kTrec || options.format == Format::kIds;
  if (line.fields_option->count() > 0) {
    if (has_columns) reject(tr_format("--format {} has no --fields to choose", line.format));
    options.fields = parse_fields(line.fields);
  }
  if (line.full && has_columns) reject_both("--format " + line.format, "--full");
  if (line.explain && (has_columns || options.format == Format::kTsv))
    reject_both("--format " + line.format, "--explain");
  if (line.full && !options.fields.empty() && !has_field(options, HitField::kText))
    options.fields.push_back(HitField::kText);
  options.full = line.full || has_field(options, HitField::kText);
}

struct Unit {
  std::string_view name;
  double seconds;
};

// The bounds of an option in seconds, as numbers and as they are written.
struct Range {
  double least, most;
  const char* least_text;
  const char* most_text;
};

// A number and one of these units, as in 1.5h; as seconds.
double parse_duration(const char* name, const std::string& text, std::span<const Unit> units,
                      const Range& range) {
  double number = 0;
  const char* const text_end = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), text_end, number);
  const std::string_view suffix(end, static_cast<std::size_t>(text_end - end));
  const auto unit = std::ranges::find(units, suffix, &Unit::name);
  if (error != std::errc() || unit == units.end() || std::isnan(number)) {
    std::string names;
    for (const Unit& known : units)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", known.name);
    reject(tr_format("{}: '{}' is not a time", name, text),
           tr_format("a time is a number and one of {}", names));
  }
  const double seconds = number * unit->seconds;
  if (seconds < range.least || seconds > range.most) {
    reject(tr_format("{}: {} is too short or too long", name, text),
           tr_format("give a time from {} to {}", range.least_text, range.most_text));
  }
  return seconds;
}

constexpr double kHour = 3600, kDay = 24 * kHour;
constexpr std::array kAgeUnits = {
    Unit{"h", kHour},         Unit{"d", kDay},         Unit{"w", 7 * kDay},
    Unit{"y", 365.25 * kDay}, Unit{"시간", kHour},     Unit{"일", kDay},
    Unit{"주", 7 * kDay},     Unit{"개월", 30 * kDay}, Unit{"년", 365.25 * kDay}};

constexpr Range kHalfLives = {1, 1000 * 365.25 * kDay, "0.0003h", "1000y"};
constexpr Range kTimeouts = {1e-6, 1e6, "1us", "1000000s"};
constexpr std::array kTimeoutUnits = {Unit{"us", 1e-6}, Unit{"ms", 1e-3}, Unit{"s", 1},
                                      Unit{"m", 60}, Unit{"초", 1}};

void read_order(const CommandLine& line, Options& options) {
  options.sort = static_cast<Sort>(parse_choice("--sort", line.sort, kSorts));
  if (line.half_life_option->count() == 0) return;
  if (line.sort_option->count() > 0 && options.sort != Sort::kRecent)
    reject_both("--half-life", "--sort " + line.sort);
  options.sort = Sort::kRecent;
  options.half_life = std::chrono::seconds(static_cast<std::int64_t>(
      parse_duration("--half-life", line.half_life, kAgeUnits, kHalfLives)));
}

std::filesystem::path choose_database(const CommandLine& line, const char* environment_database) {
  if (line.database_option->count() > 0) {
    if (line.database.empty()) reject(tr("--db: the name of a directory is missing"));
    return unshield(line.database);
  }
  const bool in_environment = environment_database != nullptr && *environment_database != '\0';
  return in_environment ? environment_database : kDefaultDatabase;
}

// A run is by definition the best N by score: whatever would make it something else is refused.
void check_topics_alone(const CommandLine& line) {
  if (line.words_option->count() > 0)
    reject(tr("--topics brings its own queries: QUERY must be absent"));
  if (line.json) reject_both("--topics", "--json");
  if (line.format_option->count() > 0 && line.format != "trec")
    reject(tr_format("--topics prints a TREC run, not --format {}", line.format));
  if (line.fields_option->count() > 0) reject_both("--topics", "--fields");
  if (line.interactive) reject_both("--topics", "--interactive");
  if (line.full) reject_both("--topics", "--full");
  if (!line.facets.empty()) reject_both("--topics", "--facet");
  if (line.histogram_option->count() > 0) reject_both("--topics", "--histogram");
  if (line.explain) reject_both("--topics", "--explain");
  if (line.fold) reject_both("--topics", "--fold");
  if (line.offset_option->count() > 0) reject_both("--topics", "--offset");
  if (line.sort_option->count() > 0) reject_both("--topics", "--sort");
  if (line.timeout_option->count() > 0) reject_both("--topics", "--timeout");
  if (line.half_life_option->count() > 0) reject_both("--topics", "--half-life");
}

// The words as typed: CLI11's own conversion drops a lone "{}".
std::string join_query(const CLI::Option& words_option) {
  std::string query;
  for (const std::string& word : words_option.results()) {
    if (&word != &words_option.results().front()) query += ' ';
    query += unshield(word);
  }
  return query;
}

// A text to be analyzed, and nothing else.
void read_analyze(const CommandLine& line, Options& options) {
  if (line.words_option->count() > 0) {
    reject(tr("--analyze brings its own text: QUERY must be absent"),
           tr_format("quote a text of several words: --analyze '{} ...'; {}",
                     unshield(line.analyzed), help_hint()));
  }
  if (line.topics_option->count() > 0) reject_both("--analyze", "--topics");
  read_format(line, options);
  if (options.format != Format::kText && options.format != Format::kJson)
    reject(tr_format("--analyze prints text or json, not {}", line.format));
  options.analyzed = unshield(line.analyzed);
}

void read_page(const CommandLine& line, Options& options) {
  options.limit = options.topics ? kDefaultTopicsLimit : kDefaultLimit;
  if (line.limit_option->count() > 0) options.limit = parse_count("-n", line.limit, kLargestLimit);
  if (line.offset_option->count() > 0)
    options.offset = parse_count("--offset", line.offset, kLargestOffset);
}

void read_synonyms(const CommandLine& line, Options& options) {
  if (line.synonyms_option->count() > 0) {
    if (line.no_synonyms) reject_both("--synonyms", "--no-synonyms");
    if (line.synonyms.empty()) reject(tr("--synonyms: the name of a file is missing"));
    options.synonyms = unshield(line.synonyms);
  }
  if (line.no_synonyms) options.synonyms.emplace();
}

void read_timeout(const CommandLine& line, Options& options) {
  if (line.timeout_option->count() == 0) return;
  const double seconds = parse_duration("--timeout", line.timeout, kTimeoutUnits, kTimeouts);
  options.timeout = std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

}  // namespace

Options parse_options(int argc, const char* const* argv, const char* environment_database) {
  Options options;
  CommandLine line;
  CLI::App app;
  declare_options(app, line);
  options.notice = run_parser(app, argc, argv);
  if (!options.notice.empty()) return options;
  if (line.analyze_option->count() > 0) {
    read_analyze(line, options);
    return options;
  }

  const bool topics = line.topics_option->count() > 0;
  if (topics) check_topics_alone(line);
  options.interactive = line.interactive;
  if (!topics && !line.interactive && line.words_option->count() == 0) {
    reject(
        tr("no query given"),
        tr_format("give the words to search for: gisa-search 한국은행 기준금리; {}", help_hint()));
  }
  if (topics) options.topics = unshield(line.topics);
  options.database = choose_database(line, environment_database);
  options.query = join_query(*line.words_option);
  read_page(line, options);
  read_synonyms(line, options);
  read_order(line, options);
  read_timeout(line, options);
  options.color = static_cast<ColorMode>(parse_choice("--color", line.color, kColors));
  options.hyperlink =
      static_cast<HyperlinkMode>(parse_choice("--hyperlink", line.hyperlink, kHyperlinks));
  options.match = static_cast<MatchMode>(parse_choice("--match", line.match, kMatches));
  options.syntax = static_cast<Syntax>(parse_choice("--syntax", line.syntax, kSyntaxes));
  if (topics && line.syntax_option->count() == 0) options.syntax = Syntax::kWords;
  options.fold = line.fold;
  options.explain = line.explain;
  read_format(line, options);
  if (topics) options.format = Format::kTrec;
  if (options.interactive && options.format != Format::kText && options.format != Format::kJson) {
    reject(tr_format("--interactive prints text or json, not {}", line.format),
           tr("other formats do not tell the answers of two queries apart"));
  }
  read_facets(line, options);
  return options;
}

}  // namespace gisa::terminal
