#include "searcher/terminal/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "searcher/terminal/command_line.h"

namespace gisa::terminal {
namespace {

constexpr const char* kHelp = to_translate(
    R"(A line is a query; gisa-query(7) is its language. An empty line shows the next page.

  :next, :prev      the next page, the one before
  :show N           the whole text of article N
  :n N              articles a page
  :sort ORDER       relevance, newest, oldest or recent
  :half-life TIME   of recent: 12h, 30d, 4w, 1y
  :match MODE       auto, all or any
  :syntax HOW       query or words
  :timeout TIME     50ms, 2s
  :facet NAMES      press, section, reporter, year, month, day; press:20
  :histogram        bars of dates, or none; year, month or day
  :fields NAMES     what to print of an article
  :full, :explain   the whole text, how articles got their score; again: not
  :fold             articles that tell the same as one; again: each by itself
  :help, :quit      this list, the end; Ctrl-D ends as well

A command without its value sets it back. Ctrl-C ends a search that takes long. To search for
something that begins with a colon, put a backslash before it.
)");

// An option of the command line that a command sets.
struct Setting {
  std::string_view name;
  bool (*is_on)(const Options&);  // of those that a command alone turns on and off; else null
  void (*copy)(const Options& from, Options& to);
};

constexpr std::array kSettings = {
    Setting{"n", nullptr, [](const Options& from, Options& to) { to.limit = from.limit; }},
    Setting{"sort", nullptr, [](const Options& from, Options& to) { to.sort = from.sort; }},
    Setting{"half-life", nullptr,
            [](const Options& from, Options& to) {
              to.sort = from.sort;
              to.half_life = from.half_life;
            }},
    Setting{"match", nullptr, [](const Options& from, Options& to) { to.match = from.match; }},
    Setting{"syntax", nullptr, [](const Options& from, Options& to) { to.syntax = from.syntax; }},
    Setting{"timeout", nullptr,
            [](const Options& from, Options& to) { to.timeout = from.timeout; }},
    Setting{"facet", nullptr, [](const Options& from, Options& to) { to.facets = from.facets; }},
    Setting{"histogram", [](const Options& options) { return options.histogram.has_value(); },
            [](const Options& from, Options& to) { to.histogram = from.histogram; }},
    Setting{"fields", nullptr,
            [](const Options& from, Options& to) {
              to.fields = from.fields;
              to.full = from.full;
            }},
    Setting{"full", [](const Options& options) { return options.full; },
            [](const Options& from, Options& to) {
              to.fields.clear();
              to.full = from.full;
            }},
    Setting{"fold", [](const Options& options) { return options.fold; },
            [](const Options& from, Options& to) { to.fold = from.fold; }},
    Setting{"explain", [](const Options& options) { return options.explain; },
            [](const Options& from, Options& to) { to.explain = from.explain; }},
};

// The options that the command line would have with this one alone.
Options parse_setting(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {"gisa-search"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back("query");
  return parse_options(static_cast<int>(argv.size()), argv.data(), nullptr);
}

void apply(const Setting& setting, const std::string& value, Options& options) {
  const std::string option = (setting.name.size() == 1 ? "-" : "--") + std::string(setting.name);
  const bool is_switch = setting.is_on != nullptr;
  const bool is_back = value.empty() && (!is_switch || setting.is_on(options));
  std::vector<std::string> arguments;
  if (is_switch && !is_back) {
    arguments = {value.empty() ? option : option + "=" + value};
  } else if (!is_back) {
    arguments = {option, value};
  }
  try {
    setting.copy(parse_setting(arguments), options);
  } catch (const Error& error) {
    // The message names the option of the command line; here it is a command with a colon.
    std::string message = error.what();
    if (message.starts_with(option))
      message.replace(0, option.size(), ":" + std::string(setting.name));
    throw Error(error.code(), message,
                error.hint() == help_hint() ? tr(":help lists the commands") : error.hint());
  }
}

std::size_t parse_rank(std::string_view text) {
  std::size_t rank = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rank);
  const bool is_good = error == std::errc() && end == text.data() + text.size() && rank > 0;
  if (!is_good) {
    throw Error(ErrorCode::kInvalidArgument, tr_format(":show: '{}' is not a number", text),
                tr("give the number before the title: :show 1"));
  }
  return rank;
}

}  // namespace

std::string session_help() { return tr(kHelp); }

Session::Session(Options options)
    : options_(std::move(options)), has_query_(!options_.query.empty()) {}

Step Session::enter(std::string_view line) {
  const std::string_view text = trim_ends(line);
  if (text.empty()) return has_query_ ? search_from(options_.offset + options_.limit) : Step{};
  if (text.front() == ':') {
    const std::size_t end = std::min(text.find(' '), text.size());
    return command(text.substr(1, end - 1), trim_ends(text.substr(end)));
  }
  options_.query = text;
  has_query_ = true;
  return search_from(0);
}

Step Session::command(std::string_view name, std::string_view value) {
  if (name == "quit" || name == "q") return {.kind = Step::Kind::kQuit};
  if (name == "help" || name == "h" || name == "?")
    return {.kind = Step::Kind::kMessage, .message = session_help()};
  if (name == "show") return show(value);
  if (name == "next") return enter("");
  if (name == "prev")
    return has_query_ ? search_from(options_.offset - std::min(options_.offset, options_.limit))
                      : Step{};
  const auto* const setting = std::ranges::find(kSettings, name, &Setting::name);
  if (setting == kSettings.end()) {
    throw Error(ErrorCode::kInvalidArgument, tr_format("unknown command :{}", name),
                tr(":help lists the commands; a query that begins with a colon is given after a "
                   "backslash"));
  }
  apply(*setting, std::string(value), options_);
  return has_query_ ? search_from(0) : Step{};
}

Step Session::search_from(std::size_t offset) {
  options_.offset = offset;
  return {.kind = Step::Kind::kSearch, .options = options_};
}

Step Session::show(std::string_view rank) const {
  Step step{.kind = Step::Kind::kSearch, .options = options_};
  step.options.offset = parse_rank(rank) - 1;
  if (!has_query_) {
    throw Error(ErrorCode::kInvalidArgument, tr(":show: nothing was searched for"),
                tr("enter a query first"));
  }
  step.options.limit = 1;
  step.options.full = true;
  step.options.fields.clear();
  step.options.facets.clear();
  step.options.histogram.reset();
  return step;
}

}  // namespace gisa::terminal
