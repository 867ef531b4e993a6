#include "searcher/terminal/input_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "common/messages/messages.h"
#include "common/system/io_error.h"

namespace gisa::terminal {

std::ifstream open_input(const std::string& path, const char* what) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    const std::error_code error = std::make_error_code(std::errc::is_a_directory);
    throw Error(ErrorCode::kIo, tr_format("cannot open {} {}: {}", what, path, error.message()),
                io_hint(error.value()));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const std::error_code error(errno, std::generic_category());
    throw Error(
        error == std::errc::no_such_file_or_directory ? ErrorCode::kNotFound : ErrorCode::kIo,
        tr_format("cannot open {} {}: {}", what, path, error.message()), io_hint(error.value()));
  }
  return file;
}

std::string read_input(const std::string& path, const char* what) {
  std::ifstream file = open_input(path, what);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad() || (text.empty() && file.peek() != std::ifstream::traits_type::eof())) {
    throw Error(ErrorCode::kIo, tr_format("cannot read {} {}", what, path), io_hint(EIO));
  }
  return text;
}

}  // namespace gisa::terminal
