#include "searcher/terminal/command_line.h"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "common/messages/messages.h"
#include "common/messages/parse_error.h"
#include "gisa/error.h"
#include "gisa/searcher.h"

namespace gisa::terminal {
namespace {

constexpr std::size_t kHelpColumn = 24;  // where the descriptions start

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

// CLI11 takes an argument in brackets for a list and takes it apart, and Korean headlines start
// with [단독] and [속보]. A space at the end hides the bracket; nobody's query or file ends with "]
// ".
std::string shield(std::string argument) {
  if (argument.starts_with('[') && argument.ends_with(']')) argument += ' ';
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

[[noreturn]] void reject_unknown(const CLI::App& app) {
  std::vector<std::string> unknown = app.remaining();
  std::erase(unknown, "--");
  const std::string first = unknown.empty() ? std::string() : unknown.front();
  reject(tr_format("unknown option {}", first),
         tr_format("to search for it, put it after --: gisa-search -- {}; {}", first, help_hint()));
}

// CLI11 leaves two blank lines between groups, where one is enough, and shows the value that a flag
// stands for rather than that it may have another.
std::string help_text(const CLI::App& app) {
  const std::string text = CLI::detail::find_and_replace(app.help(), "\n\n\n", "\n\n");
  return CLI::detail::find_and_replace(text, "--histogram{auto}", "--histogram[=BY] ");
}

}  // namespace

void declare_options(CLI::App& app, CommandLine& line) {
  app.name("gisa-search");
  app.description(tr(kDescription));
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

std::string run_parser(CLI::App& app, int argc, const char* const* argv) {
  std::vector<std::string> arguments = arguments_for(app, argc, argv);
  for (std::string& argument : arguments) argument = shield(std::move(argument));
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

std::string unshield(std::string argument) {
  if (argument.starts_with('[') && argument.ends_with("] ")) argument.pop_back();
  return argument;
}

const char* help_hint() { return tr("gisa-search --help lists the options"); }

void reject(const std::string& message, const std::string& hint) {
  throw Error(ErrorCode::kInvalidArgument, message, hint);
}

}  // namespace gisa::terminal
