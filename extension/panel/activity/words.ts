/** P12: what was done here, and what of it left. */
export const words = {
	title: 'Activity',
	intro: 'What you did here, newest first. Kept sealed on this computer.',
	opening: 'Opening the record of this computer.',
	none: 'Nothing was done here yet.',
	left: 'Left this computer',
	stayed: 'Stayed on this computer',
} as const
