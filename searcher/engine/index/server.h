/// A server of Xapian's, xapian-tcpsrv, that has a database to search in.
///
///     const auto server = Server::parse("archive-2:7000");
///     Xapian::Database database = server->connect();
///
/// Threads: a value; a connection belongs to one thread.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

#include "gisa/error.h"

namespace gisa {

struct Server {
  std::string host;
  unsigned port = 0;

  /// "host:port"; nothing if it is none.
  static std::optional<Server> parse(std::string_view address);

  std::string address() const { return host + ":" + std::to_string(port); }

  /// From then on the process ignores SIGPIPE, which a connection that ends would raise: Xapian
  /// sees to it. Throws Error: kIo.
  Xapian::Database connect() const;

  bool operator==(const Server&) const = default;
};

/// What went wrong between a server and us: kIo, names the server. Xapian knows its address, but
/// for errors of the first words that are exchanged and connections that were closed.
Error server_error(const Xapian::NetworkError& error, std::string_view address = {});

}  // namespace gisa
