#include "searcher/terminal/printers/facet_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <string_view>

#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/text/character_width.h"
#include "common/text/iso_date.h"
#include "gisa/json.h"
#include "searcher/terminal/layout/display_width.h"
#include "searcher/terminal/layout/text_layout.h"

namespace gisa::terminal {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t kUsualWidth = 80;
constexpr std::size_t kNarrowest = 16;  // less is no better than this
constexpr std::size_t kIndent = 2;
constexpr std::size_t kMostEmptyLines = 3;
constexpr int kDaysOfDays = 31, kMonthsOfMonths = 36;  // spans that are shown by day, by month

// Parameters of the SGR command of ANSI terminals.
constexpr std::string_view kHeading = "1";  // bold
constexpr std::string_view kBar = "36";     // cyan

std::string dress(std::string_view text, std::string_view look, const TextStyle& style) {
  if (!style.color || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", look, text);
}

std::size_t line_width(const TextStyle& style) {
  return std::max(style.width == 0 ? kUsualWidth : style.width, kNarrowest);
}

// The text in exactly so many columns, cut with an ellipsis or filled with blanks.
std::string fitted(std::string_view text, std::size_t columns) {
  const std::vector<Cell> cells = split_cells(text);
  std::string out;
  std::size_t used = 0;
  for (const Line& line : wrap(cells, std::max<std::size_t>(columns, 1), 1)) {
    for (std::size_t i = line.begin; i < line.end; ++i) {
      out += cells[i].text;
      used += cells[i].width;
    }
    if (line.cut) {
      out += kEllipsis;
      ++used;
    }
  }
  return out + std::string(used < columns ? columns - used : 0, ' ');
}

const char* heading_of(FacetField field) {
  switch (field) {
    case FacetField::kPress:
      return tr("press");
    case FacetField::kSection:
      return tr("section");
    case FacetField::kReporter:
      return tr("reporter");
    case FacetField::kYear:
      return tr("year");
    case FacetField::kMonth:
      return tr("month");
    case FacetField::kDay:
      return tr("day");
  }
  return "";
}

std::string describe_total(const Facet& facet, MatchMode match) {
  const std::uint64_t total = facet.total.value;
  const bool is_exact = facet.total.relation == Total::Relation::kExact;
  if (match == MatchMode::kAny) {
    return is_exact ? tr_count(total, "{} article", "{} articles")
                    : tr_count(total, "about {} article", "about {} articles");
  }
  return is_exact ? tr_count(total, "{} full match", "{} full matches")
                  : tr_count(total, "about {} full match", "about {} full matches");
}

std::string describe(const Facet& facet, MatchMode match) {
  return fmt::format("{}: {}", heading_of(facet.field), describe_total(facet, match));
}

// A value as it is read: of dates, by the language.
std::string shown_value(FacetField field, const std::string& value) {
  const bool is_date =
      field == FacetField::kYear || field == FacetField::kMonth || field == FacetField::kDay;
  return is_date ? format_date(value) : value;
}

// A bar of so many columns, to an eighth of one.
std::string bar(double columns) {
  constexpr std::array kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = static_cast<std::size_t>(std::lround(columns * 8));
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += "█";
  return out + kEighths[eighths % 8];
}

// A period as a number that counts on: years, months or days.
int ordinal(std::string_view date, Period period) {
  int year = 0, month = 1, day = 1;
  std::sscanf(std::string(date).c_str(), "%4d-%2d-%2d", &year, &month, &day);
  if (period == Period::kYear) return year;
  if (period == Period::kMonth) return year * 12 + month - 1;
  const chrono::sys_days days = chrono::year(year) / month / day;
  return static_cast<int>(days.time_since_epoch().count());
}

std::string period_name(int ordinal, Period period) {
  if (period == Period::kYear) return fmt::format("{:04}", ordinal);
  if (period == Period::kMonth) return fmt::format("{:04}-{:02}", ordinal / 12, ordinal % 12 + 1);
  return iso_date(chrono::sys_days(chrono::days(ordinal)));
}

std::string shown_period(int ordinal, Period period) {
  return format_date(period_name(ordinal, period));
}

Period choose_period(const Facet& days) {
  const std::string &first = days.counts.front().value, &last = days.counts.back().value;
  if (ordinal(last, Period::kDay) - ordinal(first, Period::kDay) < kDaysOfDays) return Period::kDay;
  const int months = ordinal(last, Period::kMonth) - ordinal(first, Period::kMonth);
  return months < kMonthsOfMonths ? Period::kMonth : Period::kYear;
}

}  // namespace

const Facet* find_facet(const std::vector<Facet>& facets, FacetField field) {
  const auto found = std::ranges::find(facets, field, &Facet::field);
  return found == facets.end() ? nullptr : &*found;
}

std::string print_facets(const std::vector<Facet>& facets, MatchMode match,
                         const TextStyle& style) {
  std::string out;
  for (const Facet& facet : facets) {
    if (!out.empty()) out += '\n';
    out += dress(describe(facet, match), kHeading, style) + '\n';
    std::size_t names = 0, numbers = 1;
    for (const FacetCount& count : facet.counts) {
      names = std::max(names, display_width(shown_value(facet.field, count.value)));
      numbers = std::max(numbers, display_width(format_count(count.articles)));
    }
    names = std::min(names, line_width(style) - std::min(numbers + 2 * kIndent, kNarrowest - 4));
    for (const FacetCount& count : facet.counts) {
      out += fmt::format("{:{}}{}  {}\n", "", kIndent,
                         fitted(shown_value(facet.field, count.value), names),
                         pad_left(format_count(count.articles), numbers));
    }
    if (facet.more > 0) {
      out += fmt::format("{:{}}{}\n", "", kIndent,
                         tr_count(facet.more, "{} more value", "{} more values"));
    }
    if (facet.absent > 0)
      out +=
          fmt::format("{:{}}{}\n", "", kIndent, tr_count(facet.absent, "{} without", "{} without"));
  }
  return out;
}

std::string print_histogram(const Facet& days, Period period, const TextStyle& style) {
  if (days.counts.empty()) return {};
  if (period == Period::kAuto) period = choose_period(days);
  std::map<int, std::uint64_t> counts;
  for (const FacetCount& count : days.counts)
    counts[ordinal(count.value, period)] += count.articles;
  std::uint64_t most = 1;
  for (const auto& [ordinal, count] : counts) most = std::max(most, count);
  std::size_t numbers = 1, names = 1;
  for (const auto& [at, count] : counts) {
    numbers = std::max(numbers, text_columns(format_count(count)));
    names = std::max(names, text_columns(shown_period(at, period)));
  }
  const std::size_t taken = names + numbers + 4;
  const std::size_t room = line_width(style) > taken ? line_width(style) - taken : 1;

  std::string out;
  const auto add = [&](int at, std::uint64_t count) {
    const double columns =
        static_cast<double>(count) / static_cast<double>(most) * static_cast<double>(room);
    // The least there is shows, too.
    const std::string drawn = count == 0 ? "" : bar(std::max(columns, 0.125));
    out += fmt::format("{}  {}{}  {}\n", pad_right(shown_period(at, period), names),
                       dress(drawn, kBar, style),
                       std::string(room - std::min(display_width(drawn), room), ' '),
                       pad_left(format_count(count), numbers));
  };
  int next = counts.begin()->first;
  for (const auto& [at, count] : counts) {
    if (static_cast<std::size_t>(at - next) > kMostEmptyLines) {
      out += pad_left("⋮", names) + '\n';
    } else {
      for (; next < at; ++next) add(next, 0);
    }
    add(at, count);
    next = at + 1;
  }
  return out;
}

}  // namespace gisa::terminal
