/** Whom to ask about an order desk, and on what terms its documents may be used. */
export const contact = { name: 'The operator of your order desk' };
export const license = { name: 'MIT', identifier: 'MIT' };
