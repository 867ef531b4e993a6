#include "searcher/terminal/options.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "searcher/terminal/layout/display_width.h"

namespace gisa::terminal {
namespace {

Options parse(std::vector<const char*> arguments, const char* environment_database = nullptr) {
  arguments.insert(arguments.begin(), "gisa-search");
  return parse_options(static_cast<int>(arguments.size()), arguments.data(), environment_database);
}

// The message and hint of the error that `arguments` cause, on two lines.
std::string error_of(std::vector<const char*> arguments) {
  try {
    parse(std::move(arguments));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInvalidArgument);
    EXPECT_NE(error.hint(), "");
    return std::string(error.what()) + '\n' + error.hint();
  }
  return "no error";
}

TEST(Options, Defaults) {
  const Options options = parse({"금리"});
  EXPECT_EQ(options.notice, "");
  EXPECT_EQ(options.database, "gisa.db");
  EXPECT_EQ(options.query, "금리");
  EXPECT_FALSE(options.topics.has_value());
  EXPECT_EQ(options.limit, 10U);
  EXPECT_EQ(options.offset, 0U);
  EXPECT_EQ(options.sort, Sort::kRelevance);
  EXPECT_EQ(options.syntax, Syntax::kQuery);
  EXPECT_EQ(options.match, MatchMode::kAuto);
  EXPECT_FALSE(options.explain);
  EXPECT_FALSE(options.fold);
  EXPECT_EQ(options.format, Format::kText);
  EXPECT_TRUE(options.fields.empty());
  EXPECT_FALSE(options.full);
  EXPECT_EQ(options.color, ColorMode::kAuto);
}

TEST(Options, ReadsEveryOption) {
  const Options options = parse({"--db", "news.db", "-n", "5", "--offset=20", "--sort", "newest",
                                 "--json", "--color=never", "기준금리"});
  EXPECT_EQ(options.database, "news.db");
  EXPECT_EQ(options.limit, 5U);
  EXPECT_EQ(options.offset, 20U);
  EXPECT_EQ(options.sort, Sort::kNewest);
  EXPECT_EQ(options.format, Format::kJson);
  EXPECT_EQ(options.color, ColorMode::kNever);
  EXPECT_EQ(parse({"--sort", "oldest", "x"}).sort, Sort::kOldest);
  EXPECT_EQ(parse({"--match", "all", "x"}).match, MatchMode::kAll);
  EXPECT_EQ(parse({"--match=any", "x"}).match, MatchMode::kAny);
  EXPECT_EQ(parse({"--syntax", "words", "x"}).syntax, Syntax::kWords);
  EXPECT_TRUE(parse({"--explain", "x"}).explain);
  EXPECT_TRUE(parse({"--fold", "x"}).fold);
  EXPECT_EQ(parse({"--color", "always", "x"}).color, ColorMode::kAlways);
  EXPECT_EQ(parse({"x"}).hyperlink, HyperlinkMode::kAuto);
  EXPECT_EQ(parse({"--hyperlink", "never", "x"}).hyperlink, HyperlinkMode::kNever);
}

TEST(Options, Formats) {
  using enum HitField;
  EXPECT_EQ(parse({"--format", "json", "--json", "x"}).format, Format::kJson);
  EXPECT_EQ(parse({"--format", "jsonl", "x"}).format, Format::kJsonl);
  EXPECT_EQ(parse({"--format=tsv", "x"}).format, Format::kTsv);
  EXPECT_EQ(parse({"--format=trec", "x"}).format, Format::kTrec);
  EXPECT_EQ(parse({"--format=ids", "x"}).format, Format::kIds);
  EXPECT_EQ(parse({"--topics", "t", "--format=trec"}).format, Format::kTrec);
  EXPECT_EQ(parse({"--fields", "title,date,title", "x"}).fields,
            (std::vector<HitField>{kTitle, kDate}));
  // The text is asked for by either.
  EXPECT_TRUE(parse({"--fields", "text", "x"}).full);
  EXPECT_EQ(parse({"--full", "--fields", "title", "x"}).fields,
            (std::vector<HitField>{kTitle, kText}));
}

TEST(Options, HalfLife) {
  using std::chrono::hours, std::chrono::days;
  EXPECT_EQ(parse({"--sort", "recent", "x"}).half_life, days(30));
  EXPECT_EQ(parse({"--half-life", "7d", "x"}).sort, Sort::kRecent);
  struct Case {
    const char* text;
    std::chrono::seconds expected;
  };
  const Case kCases[] = {{"12h", hours(12)},   {"1.5d", hours(36)},
                         {"4w", days(28)},     {"1y", hours(8766)},
                         {"6시간", hours(6)},  {"30일", days(30)},
                         {"2주", days(14)},    {"3개월", days(90)},
                         {"1년", hours(8766)}, {"0.001h", std::chrono::seconds(3)}};
  for (const Case& c : kCases) {
    EXPECT_EQ(parse({"--sort", "recent", "--half-life", c.text, "x"}).half_life, c.expected)
        << c.text;
  }
}

TEST(Options, Interactive) {
  EXPECT_TRUE(parse({"--interactive"}).interactive);
  EXPECT_EQ(parse({"-i"}).query, "");
  EXPECT_EQ(parse({"-i", "금리"}).query, "금리");
  EXPECT_EQ(parse({"-i", "--json"}).format, Format::kJson);
}

TEST(Options, Timeout) {
  using std::chrono::nanoseconds;
  EXPECT_EQ(parse({"x"}).timeout, nanoseconds(0));
  EXPECT_EQ(parse({"--timeout", "50ms", "x"}).timeout, nanoseconds(50'000'000));
  EXPECT_EQ(parse({"--timeout=1.5s", "x"}).timeout, nanoseconds(1'500'000'000));
  EXPECT_EQ(parse({"--timeout", "2초", "x"}).timeout, nanoseconds(2'000'000'000));
}

TEST(Options, Facets) {
  using Facets = std::vector<FacetRequest>;
  using enum FacetField;
  EXPECT_EQ(parse({"x"}).facets, Facets{});
  EXPECT_EQ(parse({"--facet", "press", "x", "--facet=year,reporter:3"}).facets,
            (Facets{{kPress, 10}, {kYear, 10}, {kReporter, 3}}));
  EXPECT_EQ(parse({"--facet", "press:5,press:0", "x"}).facets, (Facets{{kPress, 0}}));
  EXPECT_EQ(parse({"--facet", "press", "금리", "인상"}).query, "금리 인상");
  EXPECT_FALSE(parse({"x"}).histogram);
  EXPECT_EQ(parse({"--histogram", "금리"}).histogram, Period::kAuto);
  EXPECT_EQ(parse({"--histogram", "금리"}).query, "금리");
  EXPECT_EQ(parse({"--histogram=month", "x"}).histogram, Period::kMonth);
}

TEST(Options, OptionsMayFollowTheQuery) {
  const Options options = parse({"기준", "-n3", "금리", "--json"});
  EXPECT_EQ(options.query, "기준 금리");
  EXPECT_EQ(options.limit, 3U);
}

TEST(Options, TheLastOfRepeatedOptionsCounts) {
  const Options options =
      parse({"-n", "3", "-n", "4", "--json", "--json", "--db=a", "--db=b", "x"});
  EXPECT_EQ(options.limit, 4U);
  EXPECT_EQ(options.format, Format::kJson);
  EXPECT_EQ(options.database, "b");
}

TEST(Options, DatabaseComesFromTheOptionThenTheEnvironment) {
  EXPECT_EQ(parse({"--db", "a", "x"}, "b").database, "a");
  EXPECT_EQ(parse({"x"}, "b").database, "b");
  EXPECT_EQ(parse({"x"}, "").database, "gisa.db");
  EXPECT_EQ(parse({"--db", "[a]", "x"}).database, "[a]");
}

TEST(Options, TheQueryIsTheWordsAsTyped) {
  struct Case {
    std::vector<const char*> arguments;
    const char* expected;
  };
  const Case kCases[] = {
      {{"한국은행", "기준금리"}, "한국은행 기준금리"},
      {{"\"누리호 3차\"", "발사"}, "\"누리호 3차\" 발사"},
      {{""}, ""},  // empty is a query without hits
      {{"a", "", "b"}, "a  b"},
      {{"[단독]", "[a,b]"}, "[단독] [a,b]"},  // CLI11 would take them for lists
      {{"{}"}, "{}"},                         // and this for nothing
      {{"{}", "%%"}, "{} %%"},
      {{"-5%"}, "-5%"},  // a number is no option
      {{"-"}, "-"},
      {{"--", "-삼성", "--json"}, "-삼성 --json"},
      {{"a", "--", "--", "b"}, "a -- b"},
      {{"@file", "a=b", "\xff"}, "@file a=b \xff"},
      {{"a", "--", "--db=", "b"}, "a --db= b"},
  };
  for (const Case& c : kCases) EXPECT_EQ(parse(c.arguments).query, c.expected);
}

TEST(Options, Topics) {
  const Options options = parse({"--topics", "topics.tsv"});
  EXPECT_EQ(options.topics, "topics.tsv");
  EXPECT_EQ(options.query, "");
  EXPECT_EQ(options.limit, 100U);
  EXPECT_EQ(parse({"--topics", "-", "-n", "1000"}).limit, 1000U);
  EXPECT_EQ(parse({"--topics", "-"}).topics, "-");
  EXPECT_EQ(options.syntax, Syntax::kWords);
  EXPECT_EQ(parse({"--topics", "-", "--syntax", "query"}).syntax, Syntax::kQuery);
}

TEST(Options, RejectsWithAHint) {
  struct Case {
    std::vector<const char*> arguments;
    const char* expected;  // part of message or hint
  };
  const Case kCases[] = {
      {{}, "no query given"},
      {{"--json"}, "no query given"},
      {{"--"}, "no query given"},
      {{"--unknown", "x"}, "unknown option --unknown"},
      {{"x", "-삼성"}, "gisa-search -- -삼성"},
      {{"x", "-n"}, "-n: its value is missing"},
      {{"--db=", "x"}, "--db: the name of a directory is missing"},
      {{"x", "-n", "ten"}, "-n: 'ten' is not a number from 0 to"},
      {{"x", "-n", "-1"}, "-n: '-1' is not"},
      {{"x", "-n", "010x"}, "-n: '010x' is not"},
      {{"x", "-n", ""}, "-n: '' is not"},
      {{"x", "-n", "99999999999999999999"}, "is not a number"},
      {{"x", "--offset", "1.5"}, "--offset: '1.5' is not"},
      {{"x", "--sort", "best"}, "--sort: 'best' is not one of relevance, newest, oldest, recent"},
      {{"x", "--color", "yes"}, "--color: 'yes' is not one of auto, always, never"},
      {{"x", "--hyperlink", "yes"}, "--hyperlink: 'yes' is not one of auto, always, never"},
      {{"x", "--db", ""}, "--db"},
      {{"--topics", "t.tsv", "x"}, "QUERY must be absent"},
      {{"x", "--match", "some"}, "--match: 'some' is not one of auto, all, any"},
      {{"x", "--syntax", "xml"}, "--syntax: 'xml' is not one of query, words"},
      {{"x", "--format", "xml"}, "--format: 'xml' is not one of text, json, jsonl, tsv, trec, ids"},
      {{"x", "--json", "--format", "tsv"}, "--json and --format tsv"},
      {{"x", "--fields", "title,,id"}, "--fields: '' is no field"},
      {{"x", "--fields", "titel"}, "the fields are rank, id, score, match, title"},
      {{"x", "--format", "ids", "--fields", "id"}, "--format ids has no --fields"},
      {{"x", "--format", "trec", "--full"}, "--format trec and --full"},
      {{"x", "--format", "tsv", "--explain"}, "--format tsv and --explain"},
      {{"--analyze", "x", "--format", "tsv"}, "--analyze prints text or json"},
      {{"--topics", "t.tsv", "--format", "tsv"}, "--topics prints a TREC run"},
      {{"--topics", "t.tsv", "--fields", "id"}, "--topics and --fields"},
      {{"--topics", "t.tsv", "--full"}, "--topics and --full"},
      {{"x", "--half-life", "7d", "--sort", "newest"}, "--half-life and --sort newest"},
      {{"x", "--half-life", "30"}, "a time is a number and one of h, d, w, y"},
      {{"x", "--half-life", "0d"}, "--half-life: 0d is too short or too long"},
      {{"x", "--half-life", "-1d"}, "give a time from 0.0003h to 1000y"},
      {{"x", "--half-life", "nand"}, "is not a time"},
      {{"x", "--half-life", "1e99y"}, "is too short or too long"},
      {{"x", "--half-life", ""}, "is not a time"},
      {{"--topics", "t.tsv", "--half-life", "1d"}, "--topics and --half-life"},
      {{"x", "--timeout", "50"}, "--timeout: '50' is not a time"},
      {{"x", "--timeout", "0ms"}, "give a time from 1us to 1000000s"},
      {{"x", "--timeout", "1d"}, "is not a time"},
      {{"--topics", "t.tsv", "--timeout", "1s"}, "--topics and --timeout"},
      {{"-i", "--format", "tsv"}, "--interactive prints text or json, not tsv"},
      {{"--topics", "t.tsv", "-i"}, "--topics and --interactive"},
      {{"x", "--facet", "color"}, "the facets are press, section, reporter, year, month, day"},
      {{"x", "--facet", "press:many"}, "--facet: 'many' is not a number"},
      {{"x", "--facet", "press", "--format", "ids"}, "--facet prints text or json, not ids"},
      {{"x", "--histogram=week"}, "--histogram: 'week' is not one of auto, year, month, day"},
      {{"x", "--histogram", "--json"}, "--format json has no --histogram"},
      {{"--topics", "t.tsv", "--facet", "press"}, "--topics and --facet"},
      {{"--topics", "t.tsv", "--histogram"}, "--topics and --histogram"},
      {{"--topics", "t.tsv", "--json"}, "--topics and --json"},
      {{"--topics", "t.tsv", "--explain"}, "--topics and --explain"},
      {{"--topics", "t.tsv", "--fold"}, "--topics and --fold"},
      {{"--topics", "t.tsv", "--offset", "1"}, "--topics and --offset"},
      {{"--topics", "t.tsv", "--sort", "newest"}, "--topics and --sort"},
  };
  for (const Case& c : kCases) {
    const std::string error = error_of(c.arguments);
    EXPECT_NE(error.find(c.expected), std::string::npos) << c.expected << " in: " << error;
  }
}

TEST(Options, NumbersAreDecimal) { EXPECT_EQ(parse({"x", "-n", "010"}).limit, 10U); }

TEST(Options, HelpFitsATerminalAndNamesEverything) {
  const std::string help = parse({"--help"}).notice;
  EXPECT_EQ(parse({"-h"}).notice, help);
  EXPECT_EQ(parse({"--json", "x", "--help"}).notice, help);
  for (const char* part :
       {"--db",        "-n",        "--offset",    "--sort",        "--json",      "--topics",
        "--match",     "--syntax",  "--explain",   "--fold",        "--format",    "--fields",
        "--full",      "--facet",   "--histogram", "--interactive", "--color",     "--hyperlink",
        "--half-life", "--timeout", "--facet",     "--histogram",   "--help",      "--version",
        "QUERY",       "GISA_DB",   "NO_COLOR",    "Examples:",     "Exit status:"}) {
    EXPECT_NE(help.find(part), std::string::npos) << part;
  }
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 80U) << line;
}

TEST(Options, VersionIsTheLibrarys) {
  EXPECT_EQ(parse({"--version"}).notice, "gisa-search " + std::string(version()) + "\n");
}

}  // namespace
}  // namespace gisa::terminal
