import { send } from '../messages/send.ts'
import { reportChart } from '../messages/chart.ts'

if (window === top)
	void send(reportChart, {
		binding: null,
		mark: null,
		readable: 0,
		sections: [],
		locked: false,
		adapter: null,
	})
