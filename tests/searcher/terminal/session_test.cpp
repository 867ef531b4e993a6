#include "searcher/terminal/session.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <sstream>
#include <string>

#include "searcher/terminal/layout/display_width.h"
#include "searcher/terminal/line_editor.h"

namespace gisa::terminal {
namespace {

using Kind = Step::Kind;

Options with_limit(std::size_t limit) {
  Options options;
  options.limit = limit;
  return options;
}

TEST(Session, ALineIsAQuery) {
  Options options = with_limit(5);
  options.offset = 20;
  Session session(options);
  const Step step = session.enter("  한국은행 기준금리 ");
  EXPECT_EQ(step.kind, Kind::kSearch);
  EXPECT_EQ(step.options.query, "한국은행 기준금리");
  EXPECT_EQ(step.options.limit, 5u);
  EXPECT_EQ(step.options.offset, 0u) << "a new query begins at its first page";
  EXPECT_EQ(session.enter("\\:) 웃음").options.query, "\\:) 웃음");
}

TEST(Session, EmptyLinesTurnPages) {
  Session session(with_limit(3));
  EXPECT_EQ(session.enter("").kind, Kind::kNothing);
  EXPECT_EQ(session.enter(":next").kind, Kind::kNothing);
  EXPECT_EQ(session.enter(":prev").kind, Kind::kNothing);
  session.enter("금리");
  EXPECT_EQ(session.enter("").options.offset, 3u);
  EXPECT_EQ(session.enter(" \t").options.offset, 6u);
  EXPECT_EQ(session.enter(":next").options.offset, 9u);
  EXPECT_EQ(session.enter(":prev").options.offset, 6u);
  for (int i = 0; i < 4; ++i) session.enter(":prev");
  EXPECT_EQ(session.enter(":prev").options.offset, 0u);
}

TEST(Session, CommandsSetOptionsAndSearchAgain) {
  Session session{Options()};
  session.enter("금리");
  session.enter("");
  const Step step = session.enter(":sort newest");
  EXPECT_EQ(step.kind, Kind::kSearch);
  EXPECT_EQ(step.options.query, "금리");
  EXPECT_EQ(step.options.offset, 0u);
  EXPECT_EQ(step.options.sort, Sort::kNewest);
  EXPECT_EQ(session.enter(":n 3").options.limit, 3u);
  EXPECT_EQ(session.enter(":match  all ").options.match, MatchMode::kAll);
  EXPECT_EQ(session.enter(":syntax words").options.syntax, Syntax::kWords);
  EXPECT_EQ(session.enter(":timeout 2s").options.timeout, std::chrono::seconds(2));
  EXPECT_EQ(session.enter(":facet press:3,year").options.facets.size(), 2u);
  EXPECT_EQ(session.enter(":histogram").options.histogram, Period::kAuto);
  EXPECT_EQ(session.enter(":histogram month").options.histogram, Period::kMonth);
  EXPECT_EQ(session.enter(":half-life 7d").options.sort, Sort::kRecent);
  const Options options = session.enter(":explain").options;
  EXPECT_TRUE(options.explain);
  EXPECT_EQ(options.limit, 3u) << "what was set stays set";
  EXPECT_EQ(options.half_life, std::chrono::days(7));
}

TEST(Session, WithoutAValueTheySetItBack) {
  Options options = with_limit(3);
  options.sort = Sort::kOldest;
  options.explain = true;
  Session session(options);
  session.enter("금리");
  EXPECT_EQ(session.enter(":n").options.limit, 10u);
  EXPECT_EQ(session.enter(":sort").options.sort, Sort::kRelevance);
  EXPECT_FALSE(session.enter(":explain").options.explain);
  EXPECT_TRUE(session.enter(":fold").options.fold);
  EXPECT_FALSE(session.enter(":fold").options.fold);
  session.enter(":facet press");
  EXPECT_TRUE(session.enter(":facet").options.facets.empty());
  session.enter(":histogram day");
  EXPECT_FALSE(session.enter(":histogram").options.histogram);
  EXPECT_TRUE(session.enter(":full").options.full);
  EXPECT_FALSE(session.enter(":full").options.full);
  EXPECT_TRUE(session.enter(":fields title,text").options.full);
  EXPECT_TRUE(session.enter(":fields").options.fields.empty());
}

TEST(Session, ShowsOneArticleWhole) {
  Options options;
  options.facets = {{.field = FacetField::kPress}};
  Session session(options);
  session.enter("금리");
  const Step step = session.enter(":show 12");
  EXPECT_EQ(step.kind, Kind::kSearch);
  EXPECT_EQ(step.options.offset, 11u);
  EXPECT_EQ(step.options.limit, 1u);
  EXPECT_TRUE(step.options.full);
  EXPECT_TRUE(step.options.facets.empty());
  const Step next = session.enter("");
  EXPECT_EQ(next.options.offset, 10u) << "looking at one turns no page";
  EXPECT_FALSE(next.options.full);
}

TEST(Session, HelpAndTheEnd) {
  Session session{Options()};
  EXPECT_EQ(session.enter(":help").message, session_help());
  EXPECT_EQ(session.enter(":quit").kind, Kind::kQuit);
  EXPECT_EQ(session.enter(":q").kind, Kind::kQuit);
  std::istringstream lines(session_help());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100u) << line;
}

TEST(Session, MistakesChangeNothing) {
  struct Case {
    const char* line;
    const char* expected;
  };
  const Case kCases[] = {
      {":sort best", ":sort: 'best' is not one of"},
      {":n many", ":n: 'many' is not a number"},
      {":facet colour", "'colour' is no facet"},
      {":histogram week", "'week' is not one of"},
      {":full maybe", "maybe"},
      {":)", "unknown command :)"},
      {":", "unknown command :"},
      {":show", ":show: '' is not a number"},
      {":show 0", ":show: '0' is not a number"},
  };
  for (const Case& c : kCases) {
    Session session(with_limit(7));
    session.enter("금리");
    try {
      session.enter(c.line);
      ADD_FAILURE() << c.line;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(c.expected), std::string::npos) << error.what();
      EXPECT_NE(error.hint(), "");
      EXPECT_EQ(error.hint().find("--help"), std::string::npos) << "of another place";
    }
    EXPECT_EQ(session.enter("").options.offset, 7u);
  }
  EXPECT_THROW(Session(Options()).enter(":show 1"), Error);
}

TEST(LineEditor, KnowsWhereTheHistoryIs) {
  struct Case {
    std::map<std::string, std::string> variables;
    const char* expected;
  };
  const Case kCases[] = {
      {{{"HOME", "/home/a"}}, "/home/a/.local/state/gisa/history"},
      {{{"HOME", "/home/a"}, {"XDG_STATE_HOME", "/state"}}, "/state/gisa/history"},
      {{{"HOME", "/home/a"}, {"XDG_STATE_HOME", "state"}}, "/home/a/.local/state/gisa/history"},
      {{{"HOME", "/home/a"}, {"GISA_HISTORY", "/x/y"}}, "/x/y"},
      {{{"HOME", "/home/a"}, {"GISA_HISTORY", ""}}, ""},
      {{}, ""},
  };
  for (const Case& c : kCases) {
    const auto environment = [&](const char* name) -> const char* {
      const auto found = c.variables.find(name);
      return found == c.variables.end() ? nullptr : found->second.c_str();
    };
    EXPECT_EQ(history_file(environment), c.expected);
  }
}

}  // namespace
}  // namespace gisa::terminal
