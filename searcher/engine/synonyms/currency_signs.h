/// Signs of currencies as Korean texts write them: $100 is 100달러.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// Replaces the signs in a query by the names, behind the amounts: 7천억달러 for $7천억. Amounts in
/// English, $4.3 billion, stay, and so do dollars of others, HK$.
std::string with_currency_names(std::string_view query);

/// The sign that Korean texts have for a currency, normalized, by its name: $ for 달러. 0 for 원,
/// whose sign they lack, and for what is none.
char16_t currency_sign_of(std::u16string_view name);

}  // namespace gisa
