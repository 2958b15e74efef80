import { invalid } from '../errors.ts'

/** The first that every list of stolen passwords has, among those long enough to be chosen here. */
const common = new Set(
	`password password1 password12 password123 passw0rd p@ssw0rd 12345678 123456789 1234567890 87654321 11111111
	00000000 88888888 12341234 123123123 123321123 987654321 147258369 qwertyui qwertyuiop qwerty12 qwerty123 1q2w3e4r
	1qaz2wsx q1w2e3r4 asdfghjk asdfghjkl zxcvbnm1 abcd1234 abc12345 abcdefgh aaaaaaaa iloveyou sunshine princess
	football baseball superman starwars trustno1 welcome1 letmein1 admin123 administrator changeme default1 computer
	whatever michelle jennifer jonathan nicholas passport mustang1 internet samantha todo1234 todotodo`.split(/\s+/),
)

/** @throws {DomainError} `VALIDATION_ERROR` where the first guess would be right. */
export function requireGoodPassword(password: string, email: string | undefined, field: string): void {
	const plain = password.trim().toLowerCase()
	if (common.has(plain) || new Set(plain).size < 3) throw invalid(field, 'is one that everybody tries first')
	if (email !== undefined && (plain === email || plain === email.split('@')[0]))
		throw invalid(field, 'must not be your e-mail address')
}
