import { useTranslations } from 'use-intl'
import { TextField } from '#ui/text-field.tsx'

interface Props {
	value: string
	onChange: (value: string) => void
	error: string | undefined
}

/** Where a new password is typed, for an account that has one. */
export function NewPasswordField({ value, onChange, error }: Props) {
	const t = useTranslations('account')
	return (
		<TextField
			label={t('newPassword')}
			type="password"
			autoComplete="new-password"
			required
			minLength={8}
			hint={t('passwordHint')}
			error={error}
			value={value}
			onChange={({ target }) => onChange(target.value)}
		/>
	)
}
