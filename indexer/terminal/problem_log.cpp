#include "indexer/terminal/problem_log.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>

#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "common/text/file_name.h"
#include "common/text/json_text.h"

namespace gisa {
namespace {

const char* unit_name(PlaceUnit unit) {
  switch (unit) {
    case PlaceUnit::kLine:
      return "line";
    case PlaceUnit::kRow:
      return "row";
    case PlaceUnit::kRecord:
      return "record";
  }
  return "";
}

constexpr std::string_view kBeginning = "{\"path\":";

// The shell may have put an article's file where the report's name was forgotten: --report *.jsonl
void refuse_other_files(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return;
  std::string beginning(kBeginning.size(), '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  if (stream.gcount() == 0 || beginning == kBeginning) return;
  throw Error(ErrorCode::kInvalidArgument, tr_format("{} is there and no report", file.string()),
              tr("name a file that does not exist yet, or remove this one"));
}

std::FILE* open_report(const std::filesystem::path& file) {
  refuse_other_files(file);
  std::FILE* out = std::fopen(file.c_str(), "we");
  if (out == nullptr) throw io_error(to_translate("cannot write the report {}: {}"), file, errno);
  return out;
}

}  // namespace

std::string format_problem_json(const Problem& problem) {
  std::string line(kBeginning);
  append_json_string(line, file_name_text(problem.path));
  if (problem.line > 0) line += fmt::format(",\"{}\":{}", unit_name(problem.unit), problem.line);
  line += ",\"reason\":";
  append_json_string(line, problem.reason);
  return line + "}\n";
}

ProblemLog::ProblemLog(const std::filesystem::path& file, IndexObserver& next)
    : file_(file), next_(next), out_(open_report(file), std::fclose) {}

void ProblemLog::on_problem(const Problem& problem) {
  const std::string line = format_problem_json(problem);
  if (std::fwrite(line.data(), 1, line.size(), out_.get()) != line.size() && error_ == 0)
    error_ = errno;
  next_.on_problem(problem);
}

void ProblemLog::close() {
  if (std::fclose(out_.release()) != 0 && error_ == 0) error_ = errno;
  if (error_ != 0) throw io_error(to_translate("the report {} is not complete: {}"), file_, error_);
}

}  // namespace gisa
