// How much the tests repeat, draw and kill: some in `npm test`, which is to end within 12 minutes on two cores, all of it in
// `npm run test:long`, before a release. What is checked is the same in both.
const isLong = process.env["TEST_LENGTH"] === "long";

/** `some` in `npm test`, `all` in `npm run test:long`. */
export const amount = <T>(some: T, all: T): T => (isLong ? all : some);
