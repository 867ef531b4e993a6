#include "common/messages/parse_error.h"

#include <algorithm>

#include "common/messages/messages.h"

namespace gisa {

std::string explain_parse_error(std::string_view what) {
  constexpr std::string_view kUnwanted = "Could not convert: ";  // "... --json = 1"
  const std::string_view option = what.substr(0, what.find(": "));
  const std::string_view rest = what.substr(option.size());
  if (rest.starts_with(": 1 required ")) return tr_format("{}: its value is missing", option);
  if (rest.starts_with(": At Most 1 ")) return tr_format("{}: given more than once", option);
  if (what.starts_with(kUnwanted)) {
    const std::string_view flag = what.substr(kUnwanted.size());
    const std::size_t sign = std::min(flag.find(" = "), flag.size());
    return tr_format("{}: '{}' is given, and it takes no value", flag.substr(0, sign),
                     flag.substr(std::min(sign + 3, flag.size())));
  }
  return std::string(what);
}

}  // namespace gisa
