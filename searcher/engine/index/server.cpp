#include "searcher/engine/index/server.h"

#include <charconv>
#include <limits>

#include "common/messages/messages.h"

namespace gisa {
namespace {

// Milliseconds. A match of many articles may take seconds; a machine that is not there does not
// answer at all.
constexpr useconds_t kAnswerWithin = 20'000, kConnectWithin = 5'000;

// remote:tcp(HOST:PORT), as Xapian has it.
std::string address_in(std::string_view context) {
  const std::size_t open = context.find('('), close = context.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return std::string(context);
  return std::string(context.substr(open + 1, close - open - 1));
}

}  // namespace

std::optional<Server> Server::parse(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view digits = address.substr(colon + 1);
  Server server{std::string(address.substr(0, colon))};
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), server.port);
  const bool is_port = error == std::errc() && end == digits.data() + digits.size() &&
                       server.port > 0 && server.port <= std::numeric_limits<std::uint16_t>::max();
  const bool is_host = server.host.find_first_of(" \t") == std::string::npos;
  return is_port && is_host ? std::optional(std::move(server)) : std::nullopt;
}

Xapian::Database Server::connect() const {
  try {
    return Xapian::Remote::open(host, port, kAnswerWithin, kConnectWithin);
  } catch (const Xapian::NetworkError& error) {
    throw server_error(error, address());
  }
}

Error server_error(const Xapian::NetworkError& error, std::string_view address) {
  const char* const reason = error.get_error_string();
  const std::string text = reason == nullptr ? error.get_msg() : error.get_msg() + ": " + reason;
  return {ErrorCode::kIo,
          tr_format("server {} does not answer as it should: {}",
                    address.empty() ? address_in(error.get_context()) : address, text),
          tr("see whether xapian-tcpsrv runs there and can be reached, then search again")};
}

}  // namespace gisa
