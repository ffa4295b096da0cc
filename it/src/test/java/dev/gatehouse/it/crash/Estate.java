package dev.gatehouse.it.crash;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All that one {@link Writer} has on the server. Immutable.
 *
 * @param accounts by their numbers
 * @param roles by their names
 */
record Estate(SortedMap<Integer, Account> accounts, SortedSet<String> roles) {
    static final Estate EMPTY = new Estate(new TreeMap<>(), new TreeSet<>());

    Account account(int number) {
        Account account = accounts.get(number);
        if (account == null) {
            throw new IllegalArgumentException("there is no account " + number);
        }
        return account;
    }

    List<Integer> numbers() {
        return List.copyOf(accounts.keySet());
    }

    /** With that account, new or in place of the one before. */
    Estate with(int number, Account account) {
        SortedMap<Integer, Account> changed = new TreeMap<>(accounts);
        changed.put(number, account);
        return new Estate(changed, roles);
    }

    Estate without(int number) {
        SortedMap<Integer, Account> changed = new TreeMap<>(accounts);
        changed.remove(number);
        return new Estate(changed, roles);
    }

    Estate withRole(String role) {
        SortedSet<String> changed = new TreeSet<>(roles);
        changed.add(role);
        return new Estate(accounts, changed);
    }

    /** Without it, also in the accounts that had it. */
    Estate withoutRole(String role) {
        SortedSet<String> changed = new TreeSet<>(roles);
        changed.remove(role);
        return new Estate(accounts, changed).each(account -> account.withoutRole(role));
    }

    Estate each(UnaryOperator<Account> change) {
        SortedMap<Integer, Account> changed = new TreeMap<>(accounts);
        changed.replaceAll((number, account) -> change.apply(account));
        return new Estate(changed, roles);
    }

    /** How many users it has, those counted that are yet to be linked. */
    int users() {
        long separate = accounts.values().stream()
                .filter(account -> account.second() == Account.Second.SEPARATE)
                .count();
        return accounts.size() + (int) separate;
    }
}
