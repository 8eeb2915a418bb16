/** All messages of the rules in each language, as the desk has them. */
import { de as ofRulesDe, tables as tablesDe } from '#domain/kernel/messages/de.ts';
import { type AllMessages, en as ofRules, tables } from '#domain/kernel/messages/en.ts';
import { uk as ofRulesUk, tables as tablesUk } from '#domain/kernel/messages/uk.ts';

export const en: AllMessages = { ...ofRules, tables };
export const de: AllMessages = { ...ofRulesDe, tables: tablesDe };
export const uk: AllMessages = { ...ofRulesUk, tables: tablesUk };
