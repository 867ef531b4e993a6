#include "common/messages/parse_error.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "common/messages/messages.h"

namespace gisa {

std::vector<std::string> arguments_for(const CLI::App& app, int argc, const char* const* argv) {
  const auto takes_value = [&](const std::string& name) {
    const CLI::Option* const option = app.get_option_no_throw(name);
    return option != nullptr && option->get_items_expected_max() > 0;
  };
  std::vector<std::string> arguments;
  bool are_options = true;  // before "--"
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    are_options = are_options && argument != "--";
    const bool is_empty = are_options && argument.starts_with("--") && argument.ends_with('=');
    const std::string name = argument.substr(0, argument.size() - (is_empty ? 1 : 0));
    const bool is_separated = is_empty && takes_value(name);
    arguments.push_back(is_separated ? name : argument);
    if (is_separated) arguments.emplace_back();
  }
  std::ranges::reverse(arguments);
  return arguments;
}

std::string explain_parse_error(std::string_view what) {
  constexpr std::string_view kUnwanted = "Could not convert: ";  // "... --json = 1"
  const std::string_view option = what.substr(0, what.find(": "));
  const std::string_view rest = what.substr(option.size());
  if (rest.starts_with(": 1 required ")) return tr_format("{}: its value is missing", option);
  if (what.starts_with(kUnwanted)) {
    const std::string_view flag = what.substr(kUnwanted.size());
    const std::size_t sign = std::min(flag.find(" = "), flag.size());
    return tr_format("{}: '{}' is given, and it takes no value", flag.substr(0, sign),
                     flag.substr(std::min(sign + 3, flag.size())));
  }
  return std::string(what);
}

}  // namespace gisa
