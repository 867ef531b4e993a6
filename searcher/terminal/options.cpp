#include "searcher/terminal/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/messages/parse_error.h"

namespace gisa::terminal {
namespace {

constexpr const char* kDefaultDatabase = "gisa.db";
constexpr std::size_t kDefaultLimit = 10;
constexpr std::size_t kDefaultTopicsLimit = 100;
constexpr std::size_t kLargestLimit = 1'000'000;
constexpr std::size_t kLargestOffset = 1'000'000'000;
constexpr std::size_t kHelpColumn = 24;  // where the descriptions start
constexpr const char* kHelpHint = to_translate("gisa-search --help lists the options");

constexpr const char* kDescription =
    to_translate("Search Korean news in a gisa database: the best articles first.\n");

// Each a paragraph or two, so that a change of one leaves the translations of the others.
constexpr const char* kFooter[] = {
    to_translate(R"(Query language, all of it in gisa-query(7):
  "금리 인상"             exactly these words
  +금리 -인하             with 금리, without 인하
  (금리 OR 환율) AND 인상 NOT may be used too; | is OR
  금리 NEAR/5 인상        at most 5 words apart
  삼성*                   words that begin with 삼성
  금리^2 인상             금리 counts twice
  title:금리 press:한겨레 also body: reporter: section: id: url:
  date:2024-01..2024-03   also date:>=2025-06-01, 날짜:최근7일
  \-인하                  a word that begins with a dash

)"),
    to_translate(R"(Any text is a valid query; what looks like a slip is read as words, with a
note. Words without a sign may be missing: such an article is labelled as a
partial match.

)"),
    to_translate(R"(Examples:
  gisa-search 한국은행 기준금리
  gisa-search --db news.db --sort newest -n 5 '"누리호 3차 발사"'
  gisa-search --half-life 7d 반도체 수출
  gisa-search '금리 -인하 date:2024'
  gisa-search --explain -n 1 기준금리 동결
  gisa-search --json 반도체 수출 | jq -r '.hits[].url'
  gisa-search --format tsv --fields date,press,title 반도체 수출
  gisa-search --fold 반도체 수출
  gisa-search --full -n 1 누리호 3차 발사
  gisa-search -n 0 --facet press,year --histogram 반도체
  gisa-search -i --db news.db
  gisa-search --topics topics.tsv > run.txt
  gisa-search -- -인하 금리

)"),
    to_translate(R"(Environment:
  GISA_DB                 database to use when --db is not given
  GISA_HISTORY            file of the lines entered with -i; none if empty
  NO_COLOR                no colours if not empty

)"),
    to_translate(R"(Exit status:
  0  articles were found
  1  no article was found
  2  an error: a message is on standard error)")};

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

// The options as typed; which of them were given is asked of the CLI::Option.
struct CommandLine {
  std::string database;
  std::string limit;
  std::string offset;
  std::string sort = "relevance";
  std::string half_life;
  std::string timeout;
  std::string color = "auto";
  std::string hyperlink = "auto";
  std::string topics;
  std::string analyzed;
  std::string synonyms;
  bool no_synonyms = false;
  std::string syntax = "query";
  std::string match = "auto";
  bool fold = false;
  bool explain = false;
  bool json = false;
  std::string format = "text";
  std::string fields;
  bool full = false;
  bool interactive = false;
  std::vector<std::string> facets;
  std::string histogram = "auto";
  std::vector<std::string> words;

  CLI::Option* database_option = nullptr;
  CLI::Option* limit_option = nullptr;
  CLI::Option* offset_option = nullptr;
  CLI::Option* sort_option = nullptr;
  CLI::Option* half_life_option = nullptr;
  CLI::Option* timeout_option = nullptr;
  CLI::Option* syntax_option = nullptr;
  CLI::Option* format_option = nullptr;
  CLI::Option* fields_option = nullptr;
  CLI::Option* histogram_option = nullptr;
  CLI::Option* topics_option = nullptr;
  CLI::Option* analyze_option = nullptr;
  CLI::Option* synonyms_option = nullptr;
  CLI::Option* words_option = nullptr;
};

[[noreturn]] void reject(const std::string& message, const std::string& hint = tr(kHelpHint)) {
  throw Error(ErrorCode::kInvalidArgument, message, hint);
}

[[noreturn]] void reject_both(const std::string& one, const std::string& other) {
  reject(tr_format("{} and {} exclude each other", one, other));
}

// CLI11 takes an argument in brackets for a list and takes it apart, and Korean headlines start
// with [단독] and [속보]. A space at the end hides the bracket; nobody's query or file ends with "]
// ".
std::string shield(std::string argument) {
  if (argument.starts_with('[') && argument.ends_with(']')) argument += ' ';
  return argument;
}

std::string unshield(std::string argument) {
  if (argument.starts_with('[') && argument.ends_with("] ")) argument.pop_back();
  return argument;
}

CLI::Option* add_value(CLI::App& app, const char* name, std::string& value, const char* value_name,
                       const char* group, const char* description) {
  return app.add_option(name, value, description)
      ->type_name(value_name)
      ->group(group)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_switch(CLI::App& app, const char* name, bool& value, const char* group,
                const char* description) {
  app.add_flag(name, value, description)
      ->group(group)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_search_options(CLI::App& app, CommandLine& line) {
  constexpr const char* kGroup = to_translate("Search");
  line.words_option =
      app.add_option("QUERY", line.words, tr("words to search for"))->option_text("...");
  line.database_option =
      add_value(app, "--db", line.database, "DIR", tr(kGroup),
                tr("database to search\n(default: $GISA_DB, or else ./gisa.db)"));
  line.limit_option = add_value(app, "-n", line.limit, "N", tr(kGroup),
                                tr("show at most N articles; 0 only counts\n"
                                   "(default: 10, with --topics 100)"));
  line.offset_option = add_value(app, "--offset", line.offset, "N", tr(kGroup),
                                 tr("leave out the first N articles (default: 0)"));
  line.sort_option = add_value(app, "--sort", line.sort, "ORDER", tr(kGroup),
                               tr("relevance, newest, oldest, or recent: relevance\n"
                                  "raised for new articles (default: relevance)"));
  line.half_life_option =
      add_value(app, "--half-life", line.half_life, "TIME", tr(kGroup),
                tr("with --sort recent, which it implies: the age at\n"
                   "which half of the raise is left: 12h, 30d, 4w, 1y\n(default: 30d)"));
  add_value(
      app, "--match", line.match, "MODE", tr(kGroup),
      tr("auto: words may be missing, what signs demand\nmay not; all: nothing may be missing; "
         "any: some\nof the words will do (default: auto)"));
  add_switch(
      app, "--fold", line.fold, tr(kGroup),
      tr("show articles that tell the same, as papers print\nthe reports of agencies, as one: "
         "the first of them"));
  line.synonyms_option = add_value(app, "--synonyms", line.synonyms, "FILE", tr(kGroup),
                                   tr("words that mean the same, instead of the default\n"
                                      "list; see gisa-search(1)"));
  add_switch(app, "--no-synonyms", line.no_synonyms, tr(kGroup),
             tr("search for nothing but the words given"));
  line.syntax_option = add_value(app, "--syntax", line.syntax, "HOW", tr(kGroup),
                                 tr("query or words: whether signs mean something\n"
                                    "(default: query, with --topics words)"));
  line.timeout_option = add_value(app, "--timeout", line.timeout, "TIME", tr(kGroup),
                                  tr("stop after so long, as in 50ms or 2s, and show\n"
                                     "the best articles so far (default: never)"));
}

void add_output_options(CLI::App& app, CommandLine& line) {
  constexpr const char* kGroup = to_translate("Output");
  line.format_option = add_value(app, "--format", line.format, "FORMAT", tr(kGroup),
                                 tr("text, json, jsonl, tsv, trec or ids; see\n"
                                    "gisa-search(1) (default: text, with --topics trec)"));
  add_switch(app, "--json", line.json, tr(kGroup), tr("the same as --format json"));
  line.fields_option = add_value(app, "--fields", line.fields, "NAMES", tr(kGroup),
                                 tr("what to print of an article, e.g. title,date,url:\n"
                                    "rank id score match title date press section\n"
                                    "reporter url path snippet text similar"));
  add_switch(app, "--full", line.full, tr(kGroup), tr("print the whole text instead of a passage"));
  app.add_option("--facet", line.facets,
                 tr("count the matches by press, section, reporter,\n"
                    "year, month or day; press:20 lists 20 values\n"
                    "(default: 10). Several by commas"))
      ->option_text("NAMES")
      ->group(tr(kGroup))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  line.histogram_option =
      app.add_flag("--histogram{auto}", line.histogram,
                   tr("draw bars of dates; =year, =month or =day says\nhow long a bar stands for"))
          ->group(tr(kGroup))
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  add_switch(app, "--explain", line.explain, tr(kGroup),
             tr("print how each article got its score"));
  add_switch(app, "-i,--interactive", line.interactive, tr(kGroup),
             tr("read a query a line, with history and commands:\n:help lists them"));
  line.topics_option = add_value(app, "--topics", line.topics, "FILE", tr(kGroup),
                                 tr("search every line `id<TAB>query` of FILE (- is\n"
                                    "standard input) and print a TREC run"));
  line.analyze_option = add_value(app, "--analyze", line.analyzed, "TEXT", tr(kGroup),
                                  tr("search nothing: print what becomes of TEXT, its\n"
                                     "segments, stems and terms"));
  add_value(app, "--color", line.color, "WHEN", tr(kGroup),
            tr("auto, always or never (default: auto)"));
  add_value(app, "--hyperlink", line.hyperlink, "WHEN", tr(kGroup),
            tr("titles and URLs that can be clicked: auto, always\nor never (default: auto)"));
}

void declare_options(CLI::App& app, CommandLine& line) {
  app.get_formatter()->column_width(kHelpColumn);
  app.get_formatter()->label("Positionals", tr("Arguments"));
  app.get_formatter()->label("Usage", tr("Usage"));
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
  std::string footer;
  for (const char* const part : kFooter) footer += tr(part);
  app.footer(footer);
  add_search_options(app, line);
  add_output_options(app, line);
  app.set_help_flag("-h,--help", tr("print this help"))->group(tr("General"));
  app.set_version_flag("--version", fmt::format("gisa-search {}", gisa::version()),
                       tr("print the version"))
      ->group(tr("General"));
}

[[noreturn]] void reject_unknown(const CLI::App& app) {
  std::vector<std::string> unknown = app.remaining();
  std::erase(unknown, "--");
  const std::string first = unknown.empty() ? std::string() : unknown.front();
  reject(
      tr_format("unknown option {}", first),
      tr_format("to search for it, put it after --: gisa-search -- {}; {}", first, tr(kHelpHint)));
}

// CLI11 leaves two blank lines between groups, where one is enough, and shows the value that a flag
// stands for rather than that it may have another.
std::string help_text(const CLI::App& app) {
  const std::string text = CLI::detail::find_and_replace(app.help(), "\n\n\n", "\n\n");
  return CLI::detail::find_and_replace(text, "--histogram{auto}", "--histogram[=BY] ");
}

// The text of --help or --version, empty if neither was given.
std::string run_parser(CLI::App& app, int argc, const char* const* argv) {
  std::vector<std::string> arguments;  // CLI11 takes them last first
  for (int i = argc - 1; i > 0; --i) arguments.push_back(shield(argv[i]));
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return help_text(app);
  } catch (const CLI::CallForVersion& version) {
    return std::string(version.what()) + '\n';
  } catch (const CLI::ExtrasError&) {
    reject_unknown(app);
  } catch (const CLI::ParseError& error) {
    reject(explain_parse_error(error.what()));
  }
  return {};
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

// A number and one of these units, as in 1.5h.
double parse_duration(const char* name, const std::string& text, std::span<const Unit> units,
                      double least, double most) {
  double number = 0;
  const char* const text_end = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), text_end, number);
  const std::string_view suffix(end, static_cast<std::size_t>(text_end - end));
  const auto unit = std::ranges::find(units, suffix, &Unit::name);
  const double seconds = unit == units.end() ? 0 : number * unit->seconds;
  // Not a number is in no range.
  const bool is_good = error == std::errc() && seconds >= least && seconds <= most;
  if (!is_good) {
    std::string names;
    for (const Unit& known : units)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", known.name);
    reject(tr_format("{}: '{}' is not a time", name, text),
           tr_format("a time is a number and one of {}", names));
  }
  return seconds;
}

constexpr double kHour = 3600, kDay = 24 * kHour;
constexpr std::array kAgeUnits = {
    Unit{"h", kHour},         Unit{"d", kDay},         Unit{"w", 7 * kDay},
    Unit{"y", 365.25 * kDay}, Unit{"시간", kHour},     Unit{"일", kDay},
    Unit{"주", 7 * kDay},     Unit{"개월", 30 * kDay}, Unit{"년", 365.25 * kDay}};

constexpr double kLongestTimeout = 1e6;  // seconds
constexpr std::array kTimeoutUnits = {Unit{"us", 1e-6}, Unit{"ms", 1e-3}, Unit{"s", 1},
                                      Unit{"m", 60}, Unit{"초", 1}};

void read_order(const CommandLine& line, Options& options) {
  options.sort = static_cast<Sort>(parse_choice("--sort", line.sort, kSorts));
  if (line.half_life_option->count() == 0) return;
  if (line.sort_option->count() > 0 && options.sort != Sort::kRecent)
    reject_both("--half-life", "--sort " + line.sort);
  options.sort = Sort::kRecent;
  options.half_life = std::chrono::seconds(static_cast<std::int64_t>(
      parse_duration("--half-life", line.half_life, kAgeUnits, 1, 1000 * 365.25 * kDay)));
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

}  // namespace

Options parse_options(int argc, const char* const* argv, const char* environment_database) {
  CLI::App app(tr(kDescription), "gisa-search");
  CommandLine line;
  declare_options(app, line);

  Options options;
  options.notice = run_parser(app, argc, argv);
  if (!options.notice.empty()) return options;

  if (line.analyze_option->count() > 0) {
    if (line.words_option->count() > 0) {
      reject(tr("--analyze brings its own text: QUERY must be absent"),
             tr_format("quote a text of several words: --analyze '{} ...'; {}",
                       unshield(line.analyzed), tr(kHelpHint)));
    }
    if (line.topics_option->count() > 0) reject_both("--analyze", "--topics");
    read_format(line, options);
    if (options.format != Format::kText && options.format != Format::kJson)
      reject(tr_format("--analyze prints text or json, not {}", line.format));
    options.analyzed = unshield(line.analyzed);
    return options;
  }
  const bool topics = line.topics_option->count() > 0;
  if (topics) check_topics_alone(line);
  options.interactive = line.interactive;
  if (!topics && !line.interactive && line.words_option->count() == 0) {
    reject(tr("no query given"),
           tr_format("give the words to search for: gisa-search 한국은행 기준금리; {}",
                     tr(kHelpHint)));
  }
  if (topics) options.topics = unshield(line.topics);
  options.database = choose_database(line, environment_database);
  options.query = join_query(*line.words_option);
  options.limit = topics ? kDefaultTopicsLimit : kDefaultLimit;
  if (line.limit_option->count() > 0) options.limit = parse_count("-n", line.limit, kLargestLimit);
  if (line.offset_option->count() > 0) {
    options.offset = parse_count("--offset", line.offset, kLargestOffset);
  }
  if (line.synonyms_option->count() > 0) {
    if (line.no_synonyms) reject_both("--synonyms", "--no-synonyms");
    if (line.synonyms.empty()) reject(tr("--synonyms: the name of a file is missing"));
    options.synonyms = unshield(line.synonyms);
  }
  if (line.no_synonyms) options.synonyms.emplace();
  read_order(line, options);
  if (line.timeout_option->count() > 0) {
    const double seconds =
        parse_duration("--timeout", line.timeout, kTimeoutUnits, 1e-6, kLongestTimeout);
    options.timeout = std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
  }
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
